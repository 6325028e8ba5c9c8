-- :checkhealth jwtls
local M = {}

local health = vim.health or require("health")
local begin = health.start or health.report_start
local good = health.ok or health.report_ok
local warn = health.warn or health.report_warn
local bad = health.error or health.report_error

function M.check()
  begin("jwtls")
  local jwtls = require("jwtls")
  local path = jwtls.path()
  if vim.fn.executable(path) == 0 then
    bad(path .. " is not found", { "Build jwtls, and put it on the PATH or into vim.g.jwtls_path." })
    return
  end
  good(path .. ": " .. vim.fn.trim(vim.fn.system({ path, "--version" })))
  -- This is asked in a buffer of its own.
  local served = vim.tbl_filter(function(buffer) return jwtls.client(buffer) end, vim.api.nvim_list_bufs())
  if #served > 0 then
    good("it serves " .. table.concat(vim.tbl_map(vim.api.nvim_buf_get_name, served), ", "))
  else
    warn("it serves no buffer", { "It serves files; try :JwtlsAttach." })
  end
end

return M
