-- Neovim 0.11 and later: vim.lsp.enable("jwtls"). It attaches to files of every type, since tokens stand in all of them.
return {
  cmd = { vim.g.jwtls_path or "jwtls", "lsp" },
  root_markers = { ".jwtls.json", "jwks.json", ".git" },
}
