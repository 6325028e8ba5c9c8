" The plugin in Clients/vim, as somebody has it who opens a file: vim -N -u NONE -n -i NONE -es --cmd 'set rtp^=…' -S plugin.vim FILE </dev/null
" Prints what a person would see, a line each: a word, a tab, JSON.
runtime plugin/jwtls.vim
let g:jwtls_path = $JWTLS
let s:lines = []

func Tell(word, value)
  call add(s:lines, a:word .. "\t" .. json_encode(a:value))
endfunc

func Await(condition)
  let tries = 0
  while !a:condition() && tries < 1000
    sleep 10m
    let tries += 1
  endwhile
endfunc

edit
call Await({-> !empty(jwtls#found(bufnr('%')))})
let s:found = jwtls#found(bufnr('%'))[0]
call Tell('diagnostic', [s:found.range.start.line, s:found.range.start.character, s:found.range.end.character, s:found.code])
call Tell('signs', len(sign_getplaced('%', {'group': 'jwtls'})[0].signs))
call cursor(2, s:found.range.start.character + 30)
call Tell('hover', jwtls#text())
call Tell('called', jwtls#call('server/info', {}).name)
call Tell('offered', map(jwtls#offers(), {_, one -> one.title}))
call jwtls#do(filter(jwtls#offers(), {_, one -> one.title ==# 'Redact the token'})[0])
call Tell('redacted', getline(2))
call Await({-> empty(jwtls#found(bufnr('%')))})
call Tell('left', len(jwtls#found(bufnr('%'))))
call Tell('stopped', jwtls#stop())
call writefile(s:lines, '/dev/stdout')
qall!
