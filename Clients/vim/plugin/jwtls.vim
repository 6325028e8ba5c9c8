" jwtls in Vim 9, over Vim's own channel, which speaks LSP: no other plugin is needed. g:jwtls_disable keeps it from starting.
if exists('g:loaded_jwtls') || get(g:, 'jwtls_disable', 0) || !has('channel') || v:version < 900
  finish
endif
let g:loaded_jwtls = 1

command! JwtlsHover call jwtls#hover()
command! JwtlsActions call jwtls#actions()
command! JwtlsDecode call jwtls#decode()
command! JwtlsFindings call jwtls#findings()
command! JwtlsStop call jwtls#stop()

augroup jwtls
  autocmd!
  autocmd BufReadPost,BufNewFile * call jwtls#open(str2nr(expand('<abuf>')))
  autocmd TextChanged,InsertLeave * call jwtls#change(bufnr('%'))
  autocmd BufWritePost * call jwtls#save(str2nr(expand('<abuf>')))
  autocmd BufUnload * call jwtls#close(str2nr(expand('<abuf>')))
  autocmd VimLeavePre * call jwtls#stop()
augroup END
