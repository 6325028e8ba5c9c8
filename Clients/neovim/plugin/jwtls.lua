-- Starts jwtls for every file that is opened, and adds the commands. Nothing is started where vim.g.jwtls_disable is set.
if vim.g.loaded_jwtls or vim.g.jwtls_disable then return end
vim.g.loaded_jwtls = true

require("jwtls").setup()
