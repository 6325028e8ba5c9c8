" Vim 9 with ALE against jwtls: vim -N -u NONE -n -i NONE -es -S ale.vim FILE </dev/null
" Prints what a person would see, a line each: a word, a tab, JSON.
let g:ale_linters_explicit = 1
let g:ale_linters = {'text': ['jwtls']}
let g:ale_hover_to_preview = 1
let g:ale_lint_delay = 0
packadd ale
filetype on
call ale#linter#Define('text', {'name': 'jwtls', 'lsp': 'stdio', 'executable': {b -> $JWTLS}, 'command': '%e',
      \ 'project_root': {b -> fnamemodify(bufname(b), ':p:h')}})
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

set filetype=text
call ale#Queue(0, 'lint_file')
call Await({-> !empty(ale#engine#GetLoclist(bufnr('')))})
let s:found = get(ale#engine#GetLoclist(bufnr('')), 0, {})
call Tell('diagnostic', [get(s:found, 'lnum', 0) - 1, get(s:found, 'col', 0) - 1, get(s:found, 'end_col', 0), get(s:found, 'code', '')])
call cursor(2, s:found.col + 3)
ALEHover
call Await({-> !empty(filter(range(1, winnr('$')), {_, w -> getwinvar(w, '&previewwindow')}))})
let s:preview = filter(range(1, winnr('$')), {_, w -> getwinvar(w, '&previewwindow')})
call Tell('hover', empty(s:preview) ? '' : join(getbufline(winbufnr(s:preview[0]), 1, '$'), "\n"))
pclose
call cursor(2, s:found.col + 3)

" What is offered is asked for once by itself, as the menu of a right click does, to learn the number of the one that is wanted.
let s:titles = []
func Take(data, items)
  let s:titles = map(copy(a:items), {_, item -> item[1].title})
endfunc
call ale#codefix#Execute(0, function('Take'))
call Await({-> !empty(s:titles)})
let s:number = match(s:titles, '^Redact') + 1

" The command asks for that number as soon as the server has answered, and a person types it.
autocmd CmdlineEnter @ call feedkeys(s:number .. "\<CR>")
let s:before = getline(2)
ALECodeAction
call Await({-> getline(2) !=# s:before})
call Tell('redacted', getline(2))
call ale#lsp_linter#ClearLSPData()
call ale#lsp#Reset()
ALEStopAllLSPs
call Tell('stopped', v:true)
call writefile(s:lines, '/dev/stdout')
qall!
