# jwtls in bash 4 and later, through a coprocess that stays open: `source jwtls.bash`, then `jwtls_call METHOD JSON`.
#
#   jwtls_start [OPTION…]       starts the service; jwtls_call does so where it was not done. JWTLS_PATH names the program.
#   jwtls_call METHOD [JSON]    prints the result; where there is an error, says it on standard error and returns
#                               1: the call was wrong, 2: the environment or the service was, 3: there is no service (any more).
#   jwtls_stop                  lets the service end.
#
# Start it before the first $(jwtls_call …): what a subshell starts ends with the subshell. Calls go one at a time; a job in the
# background calls jwtls_start for itself.

JWTLS_CALLS=0
JWTLS_IN=
JWTLS_OUT=
JWTLS_PID=

# shellcheck disable=SC2120
jwtls_start() {
    jwtls_stop
    local program=${JWTLS_PATH:-jwtls}
    if ! type -P -- "$program" >/dev/null; then
        echo "jwtls: there is no program $program; JWTLS_PATH says where it is" >&2
        return 3
    fi
    # What bash says about another coprocess of the shell is of no concern here.
    { coproc JWTLS_SERVICE { exec "$program" serve "$@" 2>&3; }; } 3>&2 2>/dev/null
    JWTLS_PID=$!
    # The two descriptors of a coprocess are closed in subshells; copies of them are not.
    eval "exec {JWTLS_IN}>&${JWTLS_SERVICE[1]} {JWTLS_OUT}<&${JWTLS_SERVICE[0]}"
    eval "exec ${JWTLS_SERVICE[1]}>&- ${JWTLS_SERVICE[0]}<&-"
    disown "$JWTLS_PID" 2>/dev/null || :
}

jwtls_stop() {
    [[ -n $JWTLS_IN ]] || return 0
    eval "exec {JWTLS_IN}>&- {JWTLS_OUT}<&-"
    JWTLS_IN='' JWTLS_OUT='' JWTLS_PID=''
}

jwtls_call() {
    if [[ $# -lt 1 || $# -gt 2 || ! $1 =~ ^[A-Za-z./]+$ ]]; then
        echo 'usage: jwtls_call METHOD [JSON]' >&2
        return 1
    fi
    # A service that has ended is replaced by a new one before the call, never in the middle of it.
    if [[ -z $JWTLS_PID ]] || ! kill -0 "$JWTLS_PID" 2>/dev/null; then
        # shellcheck disable=SC2119
        jwtls_start || return
    fi
    JWTLS_CALLS=$((JWTLS_CALLS + 1))
    local id="$BASHPID.$JWTLS_CALLS" params=${2-} line refusal=
    [[ -n $params ]] || params='{}'
    # Lines of the parameters are moved in, so that none begins a message of its own (F7). The notification behind them,
    # which is ignored, ends a value that was left open.
    params=${params//$'\n'/$'\n' }
    _jwtls_send '{"jsonrpc":"2.0","id":"%s","method":"%s","params":%s}\n{"jsonrpc":"2.0","method":"$/end"}\n' \
        "$id" "$1" "$params" || { _jwtls_gone "$1"; return 3; }
    while IFS= read -r -u "$JWTLS_OUT" line; do
        case $line in
            '{"jsonrpc":"2.0","id":"'"$id"'","result":'*'}')
                line=${line#*'"result":'}
                printf '%s\n' "${line%?}"
                return 0 ;;
            '{"jsonrpc":"2.0","id":"'"$id"'",'*) break ;;
            '{"jsonrpc":"2.0","id":"'"$id"'.end",'*) line=$refusal; break ;;
            '{"jsonrpc":"2.0","id":null,'*) ;;
            *) continue ;; # What is left of an earlier call.
        esac
        # An answer to nobody: what was sent was no message. What else comes of it ends with the answer to one more request.
        [[ -z $refusal ]] || continue
        refusal=$line
        _jwtls_send '{"jsonrpc":"2.0","id":"%s.end","method":"server/stats"}\n' "$id" || break
    done
    if [[ -z $line ]]; then
        _jwtls_gone "$1"
        return 3
    fi
    _jwtls_refuse "$1" "$line"
}

# Writes without the signal that a service which ended would send.
_jwtls_send() {
    # shellcheck disable=SC2059
    (trap '' PIPE; printf "$@" >&"$JWTLS_IN") 2>/dev/null
}

_jwtls_gone() {
    jwtls_stop
    echo "jwtls: $1: the service has ended" >&2
}

# Says an error as far as words without jq can, and returns whose it is.
_jwtls_refuse() {
    local method=$1 message code
    message=${2#*'"message":"'} code=${2#*'"data":{"code":"'}
    code=${code%%'"'*}
    # The message ends at the first quotation mark that no backslash stands before.
    local text='' part
    while part=${message%%'"'*} && [[ $part == *\\ && $message == *'"'* ]]; do
        text+=${part%\\}'"'
        message=${message#*'"'}
    done
    printf 'jwtls: %s: %s (%s)\n' "$method" "$text$part" "$code" >&2
    [[ $2 == *'"blame":"caller"'* ]] && return 1
    return 2
}
