//! Tells Zed how jwtls is started: no server can be named in its settings alone.

use zed_extension_api::{self as zed, serde_json, settings::LspSettings, LanguageServerId, Result};

struct Jwtls;

impl zed::Extension for Jwtls {
    fn new() -> Self {
        Jwtls
    }

    /// The program of the settings (`lsp.jwtls.binary`), or `jwtls` on the `PATH` of the shell.
    fn language_server_command(&mut self, id: &LanguageServerId, worktree: &zed::Worktree) -> Result<zed::Command> {
        let binary = LspSettings::for_worktree(id.as_ref(), worktree)?.binary;
        let (path, arguments) = binary.map_or((None, None), |binary| (binary.path, binary.arguments));
        let command = path.or_else(|| worktree.which("jwtls")).ok_or(
            "jwtls is not on the PATH: put it there, or name it in the settings as lsp.jwtls.binary.path",
        )?;
        Ok(zed::Command { command, args: arguments.unwrap_or_else(|| vec!["lsp".to_string()]), env: worktree.shell_env() })
    }

    /// What jwtls is answered when it asks for its section: `lsp.jwtls.settings`, as they are.
    fn language_server_workspace_configuration(
        &mut self,
        id: &LanguageServerId,
        worktree: &zed::Worktree,
    ) -> Result<Option<serde_json::Value>> {
        Ok(LspSettings::for_worktree(id.as_ref(), worktree)?.settings)
    }
}

zed::register_extension!(Jwtls);
