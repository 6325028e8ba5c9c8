# Tokens and keys in Kakoune: what they say, whether they hold, and text without them. jwtls and jq have to be on the PATH.

declare-option -docstring 'the program, or where it lies' str jwtls_path jwtls
declare-option -docstring 'settings as .jwtls.json has them, as JSON' str jwtls_settings '{}'
declare-option -hidden str jwtls_home %sh{ cd "$(dirname "$kak_source")" && pwd }

define-command jwtls-info -docstring 'jwtls-info: show what the token or key at the cursor, or the selected text, is' %{
    jwtls-ask hover
}

define-command jwtls-verify -docstring 'jwtls-verify: say whether the token at the cursor, or the selected one, holds under the keys of the settings' %{
    jwtls-ask verify
}

define-command jwtls-decode -docstring 'jwtls-decode: open header and claims of the token at the cursor, or of the selected one, in a scratch buffer' %{
    jwtls-ask decode
}

# More than one character is the text that is meant; one character is a place in its line.
define-command -hidden -params 1 jwtls-ask %{
    jwtls-require
    evaluate-commands -save-regs 'tp' %{
        evaluate-commands %sh{
            if [ "$kak_selection_length" -gt 1 ]; then
                echo 'set-register p 0; set-register t %val{selection}'
            else
                echo 'set-register p %val{cursor_column}
                      evaluate-commands -draft %{ execute-keys <semicolon>ghGl; set-register t %val{selection} }'
            fi
        }
        # What was selected goes through standard input, and settings, which may hold a secret, through the environment: neither is a word
        # of a command, which everybody on the machine could read.
        evaluate-commands %sh{
            export kak_opt_jwtls_settings
            printf %s "$kak_main_reg_t" |
                jq -Rsc --arg kind "$1" --arg column "$kak_main_reg_p" --arg folder "$PWD" -f "$kak_opt_jwtls_home/ask.jq" |
                "$kak_opt_jwtls_path" lsp | jq -rs --arg kind "$1" -f "$kak_opt_jwtls_home/answer.jq"
        }
    }
}

define-command -hidden -params 1 jwtls-show %{
    edit! -scratch *jwtls*
    set-option buffer filetype json
    evaluate-commands -save-regs '"' %{
        set-register dquote %arg{1}
        execute-keys <percent>R gg
    }
}

define-command jwtls-redact -docstring 'jwtls-redact: take tokens, private keys and secrets out of the selections' %{
    jwtls-require
    # Where it fails, everything stays: an empty answer is none.
    execute-keys '|text=$(cat; printf x); if out=$(printf %s "${text%%x}" | "$kak_opt_jwtls_path" redact && printf x); then printf %s "${out%%x}"; else printf %s "${text%%x}"; fi<ret>'
}

define-command jwtls-select-tokens -docstring 'jwtls-select-tokens: select every token of the buffer' %{
    jwtls-require
    evaluate-commands -save-regs '|t' %{
        # Only the places of tokens are kept, in a file of its own that nobody else may read.
        set-register t %sh{ umask 077; mktemp "${TMPDIR:-/tmp}/jwtls-kak.XXXXXXXX" }
        execute-keys -draft '<percent><a-|>"$kak_opt_jwtls_path" scan --json > "$kak_main_reg_t"<ret>'
        evaluate-commands %sh{
            jq -r '[.found[] | select(.kind | IN("jws", "jwe", "unsecured", "sd-jwt"))
                    | "\(.line).\(.column),\(.line).\(.column + .range[1] - .range[0] - 1)"]
                | if length == 0 then "fail %{jwtls: there is no token in this buffer}" else "select -codepoint " + join(" ") end' "$kak_main_reg_t"
            rm -f "$kak_main_reg_t"
        }
    }
}

define-command -hidden jwtls-require %{
    evaluate-commands %sh{
        for program in "$kak_opt_jwtls_path" jq; do
            command -v "$program" >/dev/null || { echo 'fail "jwtls: %opt{jwtls_path} or jq is not on the PATH"'; exit; }
        done
        printf %s "$kak_opt_jwtls_settings" | jq -e 'type == "object"' >/dev/null 2>&1 || echo 'fail jwtls: the option jwtls_settings is no JSON object'
    }
}

declare-user-mode jwtls
map global jwtls i ': jwtls-info<ret>' -docstring 'what it is'
map global jwtls v ': jwtls-verify<ret>' -docstring 'whether it holds'
map global jwtls d ': jwtls-decode<ret>' -docstring 'header and claims'
map global jwtls s ': jwtls-select-tokens<ret>' -docstring 'select every token'
map global jwtls r ': jwtls-redact<ret>' -docstring 'redact the selections'
