" Vim 9's own channel, which speaks LSP, against jwtls: vim -N -u NONE -n -i NONE -es -S channel.vim FILE </dev/null
" Prints what a person would see, a line each: a word, a tab, JSON.
let s:lines = []
let s:told = []

func Tell(word, value)
  call add(s:lines, a:word .. "\t" .. json_encode(a:value))
endfunc

func Take(channel, message)
  if get(a:message, 'method', '') == 'textDocument/publishDiagnostics'
    call add(s:told, a:message.params.diagnostics)
  endif
endfunc

func Await(count)
  let tries = 0
  while len(s:told) < a:count && tries < 1000
    sleep 10m
    let tries += 1
  endwhile
endfunc

let s:file = argv(0)
let s:uri = 'file://' .. s:file
let s:job = job_start([$JWTLS], {'in_mode': 'lsp', 'out_mode': 'lsp', 'callback': 'Take'})
let s:ask = {'timeout': 10000}
let s:answer = ch_evalexpr(s:job, {'method': 'initialize', 'params': {'processId': getpid(), 'rootUri': v:null,
      \ 'capabilities': {'textDocument': {'codeAction': {'codeActionLiteralSupport': {'codeActionKind': {'valueSet': []}}}}}}}, s:ask)
call Tell('encoding', s:answer.result.capabilities.positionEncoding)
call ch_sendexpr(s:job, {'method': 'initialized', 'params': {}})
call ch_sendexpr(s:job, {'method': 'textDocument/didOpen', 'params': {'textDocument': {'uri': s:uri,
      \ 'languageId': 'text', 'version': 1, 'text': join(readfile(s:file), "\n")}}})
call Await(1)
let s:found = s:told[0][0]
call Tell('diagnostic', [s:found.range.start.line, s:found.range.start.character, s:found.range.end.character, s:found.code])
let s:place = {'textDocument': {'uri': s:uri}, 'position': {'line': 1, 'character': s:found.range.start.character + 3}}
let s:answer = ch_evalexpr(s:job, {'method': 'textDocument/hover', 'params': s:place}, s:ask)
call Tell('hover', s:answer.result.contents.value)
let s:answer = ch_evalexpr(s:job, {'method': 'textDocument/codeAction', 'params': {'textDocument': {'uri': s:uri},
      \ 'range': {'start': s:place.position, 'end': s:place.position}, 'context': {'diagnostics': []}}}, s:ask)
for action in s:answer.result
  if action.title =~ '^Redact'
    let s:edit = values(action.edit.changes)[0][0]
    let s:text = readfile(s:file)[1]
    call Tell('redacted', strpart(s:text, 0, s:edit.range.start.character) .. s:edit.newText ..
          \ strpart(s:text, s:edit.range.end.character))
    break
  endif
endfor
call ch_evalexpr(s:job, {'method': 'shutdown'}, s:ask)
call ch_sendexpr(s:job, {'method': 'exit'})
let s:tries = 0
while job_status(s:job) == 'run' && s:tries < 1000
  sleep 10m
  let s:tries += 1
endwhile
call Tell('stopped', job_info(s:job).exitval == 0)
call writefile(s:lines, '/dev/stdout')
qall!
