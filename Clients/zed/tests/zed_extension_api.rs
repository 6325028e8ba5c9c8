//! As much of Zed's crate for extensions as ours uses, with the same names and types, for where that crate cannot be had. A test says
//! what the settings are, and what is on the `PATH`.

pub mod serde_json {
    #[derive(Clone, Debug)]
    pub struct Value(pub String);
}

pub type Result<T, E = String> = core::result::Result<T, E>;

pub struct LanguageServerId(pub String);

impl AsRef<str> for LanguageServerId {
    fn as_ref(&self) -> &str {
        &self.0
    }
}

pub struct Command {
    pub command: String,
    pub args: Vec<String>,
    pub env: Vec<(String, String)>,
}

pub struct Worktree {
    pub settings: settings::LspSettings,
    pub path: Option<String>,
}

impl Worktree {
    pub fn which(&self, name: &str) -> Option<String> {
        self.path.clone().filter(|path| path.ends_with(&format!("/{name}")))
    }

    pub fn shell_env(&self) -> Vec<(String, String)> {
        vec![("LANG".to_string(), "C".to_string())]
    }
}

pub mod settings {
    #[derive(Clone, Default)]
    pub struct CommandSettings {
        pub path: Option<String>,
        pub arguments: Option<Vec<String>>,
    }

    #[derive(Clone, Default)]
    pub struct LspSettings {
        pub binary: Option<CommandSettings>,
        pub initialization_options: Option<crate::serde_json::Value>,
        pub settings: Option<crate::serde_json::Value>,
    }

    impl LspSettings {
        pub fn for_worktree(name: &str, worktree: &crate::Worktree) -> crate::Result<Self> {
            if name == "jwtls" { Ok(worktree.settings.clone()) } else { Err(format!("no settings for {name}")) }
        }
    }
}

pub trait Extension: Send + Sync {
    fn new() -> Self
    where
        Self: Sized;

    fn language_server_command(&mut self, id: &LanguageServerId, worktree: &Worktree) -> Result<Command>;

    fn language_server_workspace_configuration(
        &mut self,
        id: &LanguageServerId,
        worktree: &Worktree,
    ) -> Result<Option<serde_json::Value>>;
}

#[macro_export]
macro_rules! register_extension {
    ($extension:ty) => {
        pub fn registered() -> Box<dyn zed_extension_api::Extension> {
            Box::new(<$extension as zed_extension_api::Extension>::new())
        }
    };
}
