// Asks the extension what Zed asks it, and prints what it answers, a line each: a word, a tab, words between tabs.
use jwtls::registered;
use zed_extension_api::settings::{CommandSettings, LspSettings};
use zed_extension_api::{serde_json, LanguageServerId, Worktree};

fn say(what: &str, binary: Option<CommandSettings>, path: Option<&str>) {
    let settings = LspSettings { binary, settings: Some(serde_json::Value("{}".to_string())), ..Default::default() };
    let worktree = Worktree { settings, path: path.map(str::to_string) };
    let id = LanguageServerId("jwtls".to_string());
    let mut extension = registered();
    match extension.language_server_command(&id, &worktree) {
        Ok(command) => println!("{what}\t{}\t{}\t{}", command.command, command.args.join("\t"), command.env.len()),
        Err(message) => println!("{what}\terror\t{message}"),
    }
    let configuration = extension.language_server_workspace_configuration(&id, &worktree);
    println!("settings of {what}\t{}", configuration.unwrap().unwrap().0);
}

fn main() {
    let program = std::env::args().nth(1).expect("the program");
    say("on the PATH", None, Some(&program));
    say("in the settings", Some(CommandSettings { path: Some("/opt/jwtls".to_string()), arguments: None }), Some(&program));
    let arguments = Some(vec!["lsp".to_string(), "--log-file".to_string(), "log".to_string()]);
    say("with arguments", Some(CommandSettings { path: None, arguments }), Some(&program));
    say("nowhere", None, None);
}
