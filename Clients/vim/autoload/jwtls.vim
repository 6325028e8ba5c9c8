" What the plugin does: one process for each Vim, over a channel of LSP (:help language-server-protocol).
let s:job = v:null
" The buffers that the service knows, with its number for their text and Vim's own; and what was found in them.
let s:known = {}
let s:found = {}
let s:wait = {'timeout': 5000}
let s:marks = {1: 'JwtlsError', 2: 'JwtlsWarning', 3: 'JwtlsNote', 4: 'JwtlsNote'}

call sign_define('JwtlsError', {'text': 'E>', 'texthl': 'ErrorMsg'})
call sign_define('JwtlsWarning', {'text': 'W>', 'texthl': 'WarningMsg'})
call sign_define('JwtlsNote', {'text': 'i>', 'texthl': 'Comment'})

func s:uri(buffer) abort
  let path = fnamemodify(bufname(a:buffer), ':p')
  let uri = ''
  for index in range(strlen(path))
    let byte = strpart(path, index, 1)
    let uri ..= byte =~# '[A-Za-z0-9_.~/-]' ? byte : printf('%%%02X', char2nr(byte))
  endfor
  return 'file://' .. uri
endfunc

" The buffer that the service knows by this address, or 0.
func s:buffer(uri) abort
  for buffer in keys(s:known)
    if s:uri(str2nr(buffer)) ==# a:uri | return str2nr(buffer) | endif
  endfor
  return 0
endfunc

func s:root(buffer) abort
  let folder = fnamemodify(bufname(a:buffer), ':p:h')
  for mark in ['.jwtls.json', 'jwks.json']
    let file = findfile(mark, folder .. ';')
    if file !=# '' | return fnamemodify(file, ':p:h') | endif
  endfor
  let git = finddir('.git', folder .. ';')
  return git ==# '' ? folder : fnamemodify(git, ':p:h:h')
endfunc

func s:runs() abort
  return type(s:job) == v:t_job && job_status(s:job) ==# 'run'
endfunc

" Starts the service, unless it runs; answers whether it does.
func s:start(buffer) abort
  if s:runs() | return 1 | endif
  let program = get(g:, 'jwtls_path', 'jwtls')
  if !executable(program) | return 0 | endif
  let [s:known, s:found] = [{}, {}]
  let s:job = job_start([program, 'lsp'], {'in_mode': 'lsp', 'out_mode': 'lsp', 'err_io': 'null', 'out_cb': function('s:take')})
  if !s:runs() | return 0 | endif
  let capabilities = {'general': {'positionEncodings': ['utf-8']}, 'workspace': {'applyEdit': v:true},
        \ 'textDocument': {'hover': {'contentFormat': ['plaintext']},
        \ 'codeAction': {'codeActionLiteralSupport': {'codeActionKind': {'valueSet': []}}}}}
  call s:ask('initialize', {'processId': getpid(), 'rootUri': 'file://' .. s:root(a:buffer),
        \ 'initializationOptions': get(g:, 'jwtls_settings', {}), 'capabilities': capabilities})
  call s:tell('initialized', {})
  return 1
endfunc

func s:tell(method, params) abort
  call ch_sendexpr(s:job, {'method': a:method, 'params': a:params})
endfunc

" What the service answers, or v:null.
func s:ask(method, params) abort
  let answer = ch_evalexpr(s:job, {'method': a:method, 'params': a:params}, s:wait)
  if type(answer) != v:t_dict | return v:null | endif
  if has_key(answer, 'error')
    echohl WarningMsg | echomsg 'jwtls: ' .. answer.error.message | echohl None
    return v:null
  endif
  return get(answer, 'result', v:null)
endfunc

" What the service says unasked: what was found, and what is to be changed.
func s:take(channel, message) abort
  let method = get(a:message, 'method', '')
  if method ==# 'textDocument/publishDiagnostics'
    let buffer = s:buffer(a:message.params.uri)
    if buffer != 0 | call s:show(buffer, a:message.params.diagnostics) | endif
  elseif method ==# 'workspace/applyEdit'
    call s:apply(a:message.params.edit)
    call ch_sendexpr(s:job, {'id': a:message.id, 'result': {'applied': v:true}})
  endif
endfunc

func s:show(buffer, diagnostics) abort
  let s:found[a:buffer] = a:diagnostics
  call sign_unplace('jwtls', {'buffer': a:buffer})
  for one in a:diagnostics
    call sign_place(0, 'jwtls', s:marks[one.severity], a:buffer, {'lnum': one.range.start.line + 1})
  endfor
endfunc

func s:text(buffer) abort
  return join(getbufline(a:buffer, 1, '$'), "\n") .. (getbufvar(a:buffer, '&endofline') ? "\n" : '')
endfunc

" Says that a buffer is open, if it is a file's.
func jwtls#open(buffer) abort
  if bufname(a:buffer) ==# '' || getbufvar(a:buffer, '&buftype') !=# '' || !s:start(a:buffer) | return | endif
  let s:known[a:buffer] = [1, getbufvar(a:buffer, 'changedtick')]
  call s:tell('textDocument/didOpen', {'textDocument': {'uri': s:uri(a:buffer),
        \ 'languageId': getbufvar(a:buffer, '&filetype'), 'version': 1, 'text': s:text(a:buffer)}})
endfunc

" Says what has become of a buffer, if anything has.
func jwtls#change(buffer) abort
  if !s:runs() || !has_key(s:known, a:buffer) | return | endif
  let [last, tick] = s:known[a:buffer]
  if tick == getbufvar(a:buffer, 'changedtick') | return | endif
  let s:known[a:buffer] = [last + 1, getbufvar(a:buffer, 'changedtick')]
  call s:tell('textDocument/didChange', {'textDocument': {'uri': s:uri(a:buffer), 'version': last + 1},
        \ 'contentChanges': [{'text': s:text(a:buffer)}]})
endfunc

func jwtls#save(buffer) abort
  if !s:runs() || !has_key(s:known, a:buffer) | return | endif
  call jwtls#change(a:buffer)
  call s:tell('textDocument/didSave', {'textDocument': {'uri': s:uri(a:buffer)}})
endfunc

func jwtls#close(buffer) abort
  if !has_key(s:known, a:buffer) | return | endif
  unlet s:known[a:buffer]
  if s:runs() | call s:tell('textDocument/didClose', {'textDocument': {'uri': s:uri(a:buffer)}}) | endif
endfunc

func s:here() abort
  call jwtls#change(bufnr('%'))
  return {'line': line('.') - 1, 'character': col('.') - 1}
endfunc

" The text of what stands under the cursor.
func jwtls#text() abort
  if !s:runs() | return '' | endif
  let hover = s:ask('textDocument/hover', {'textDocument': {'uri': s:uri(bufnr('%'))}, 'position': s:here()})
  return type(hover) == v:t_dict ? hover.contents.value : ''
endfunc

" Shows what stands under the cursor.
func jwtls#hover() abort
  let text = jwtls#text()
  if text !=# '' | call popup_atcursor(split(text, "\n"), {'moved': 'any', 'border': []}) | endif
endfunc

" What can be done with what stands under the cursor.
func jwtls#offers() abort
  if !s:runs() | return [] | endif
  let place = s:here()
  let actions = s:ask('textDocument/codeAction', {'textDocument': {'uri': s:uri(bufnr('%'))},
        \ 'range': {'start': place, 'end': place}, 'context': {'diagnostics': []}})
  return type(actions) == v:t_list ? actions : []
endfunc

" Has one of them chosen, and does it.
func jwtls#actions() abort
  let actions = jwtls#offers()
  if empty(actions) | echo 'jwtls: nothing can be done here' | return | endif
  let choice = inputlist(['Action:'] + map(copy(actions), {index, action -> (index + 1) .. '. ' .. action.title}))
  if choice >= 1 && choice <= len(actions) | call jwtls#do(actions[choice - 1]) | endif
endfunc

" Does what an action says.
func jwtls#do(action) abort
  if has_key(a:action, 'edit') | call s:apply(a:action.edit) | endif
  if type(get(a:action, 'command', v:null)) == v:t_dict
    call s:window(jwtls#execute(a:action.command.command, a:action.command.arguments[0]))
  endif
endfunc

" What a command of the service answers.
func jwtls#execute(command, argument) abort
  return s:ask('workspace/executeCommand', {'command': a:command, 'arguments': [a:argument]})
endfunc

" What the service answers to any method: jwtls#call('verify', {'token': …, 'policy': 'api'}).
func jwtls#call(method, params) abort
  return s:runs() || s:start(bufnr('%')) ? s:ask(a:method, a:params) : v:null
endfunc

" Shows header and claims of the token under the cursor.
func jwtls#decode() abort
  if s:runs() | call s:window(jwtls#execute('jwtls.decode', {'uri': s:uri(bufnr('%')), 'position': s:here()})) | endif
endfunc

func s:window(answer) abort
  if type(a:answer) != v:t_dict || type(get(a:answer, 'text', 0)) != v:t_string | return | endif
  new
  setlocal buftype=nofile bufhidden=wipe noswapfile filetype=json
  call setline(1, split(a:answer.text, "\n"))
endfunc

" Shows what was found in this buffer, in the location list.
func jwtls#findings() abort
  call setloclist(0, map(copy(get(s:found, bufnr('%'), [])), {_, one -> {'bufnr': bufnr('%'),
        \ 'lnum': one.range.start.line + 1, 'col': one.range.start.character + 1, 'text': one.message .. ' [' .. one.code .. ']',
        \ 'type': get({1: 'E', 2: 'W'}, one.severity, 'I')}}))
  lopen
endfunc

" What was found in a buffer, as the service says it.
func jwtls#found(buffer) abort
  return get(s:found, a:buffer, [])
endfunc

" Changes what an edit says, the last first, so that the places of the others stay what they are.
func s:apply(edit) abort
  for [uri, edits] in items(get(a:edit, 'changes', {}))
    let buffer = s:buffer(uri)
    if buffer == 0 | continue | endif
    for one in sort(copy(edits), {a, b -> s:order(b.range.start) - s:order(a.range.start)})
      let [start, end] = [one.range.start, one.range.end]
      let first = get(getbufline(buffer, start.line + 1), 0, '')
      let last = get(getbufline(buffer, end.line + 1), 0, '')
      let lines = split(strpart(first, 0, start.character) .. one.newText .. strpart(last, end.character), "\n", 1)
      call deletebufline(buffer, start.line + 2, end.line + 1)
      call setbufline(buffer, start.line + 1, lines[0])
      call appendbufline(buffer, start.line + 1, lines[1:])
    endfor
    call jwtls#change(buffer)
  endfor
endfunc

func s:order(place) abort
  return a:place.line * 100000 + a:place.character
endfunc

" Ends the service as LSP has it; answers whether it ended well.
func jwtls#stop() abort
  if !s:runs() | return 0 | endif
  call s:ask('shutdown', v:null)
  call ch_sendexpr(s:job, {'method': 'exit'})
  let tries = 0
  while job_status(s:job) ==# 'run' && tries < 200
    sleep 10m
    let tries += 1
  endwhile
  return job_info(s:job).exitval == 0
endfunc
