-- The plugin in Clients/neovim, as somebody has it who opens a file: nvim --clean --headless -n --cmd "set rtp^=…" -c "luafile plugin.lua" FILE
-- Prints what a person would see, a line each: a word, a tab, JSON.
local function tell(word, value)
  io.stdout:write(word .. "\t" .. vim.fn.json_encode(value) .. "\n")
end

local function await(what, condition)
  assert(vim.wait(10000, condition, 10), what .. " never came")
end

local function session()
  local jwtls = require("jwtls")
  await("the client", function()
    local client = jwtls.client(0)
    return client and client.initialized
  end)
  local client = jwtls.client(0)
  await("a diagnostic", function() return #vim.diagnostic.get(0) > 0 end)
  local found = vim.diagnostic.get(0)[1]
  tell("diagnostic", { found.lnum, found.col, found.end_col, found.code or found.user_data.lsp.code })
  local place = { textDocument = vim.lsp.util.make_text_document_params(0), position = { line = 1, character = 9 } }
  local answer
  jwtls.call("textDocument/hover", place, function(_, result) answer = result end)
  await("the hover", function() return answer ~= nil end)
  tell("hover", answer.contents.value)
  answer = nil
  jwtls.call("server/info", vim.empty_dict(), function(_, result) answer = result end)
  await("an answer about no document", function() return answer ~= nil end)
  tell("name", answer.name)
  vim.api.nvim_win_set_cursor(0, { 2, 9 })
  vim.cmd("JwtlsDecode")
  await("the window", function() return vim.bo.buftype == "nofile" end)
  tell("decoded", table.concat(vim.api.nvim_buf_get_lines(0, 0, -1, false), ""))
  assert(vim.fn.json_encode(vim.api.nvim_buf_get_lines(0, 0, -1, false)):find("HS256"))
  vim.cmd("close")
  vim.cmd("edit other.txt")
  await("the other buffer", function() return jwtls.client(vim.api.nvim_get_current_buf()) ~= nil end)
  tell("shared", jwtls.client(vim.api.nvim_get_current_buf()).id == client.id)
  vim.cmd("checkhealth jwtls")
  tell("health", table.concat(vim.api.nvim_buf_get_lines(0, 0, -1, false), "\n"))
  client.stop()
  await("the end", function() return vim.lsp.client_is_stopped(client.id) end)
  tell("stopped", true)
end

local isGood, trouble = xpcall(session, debug.traceback)
if not isGood then
  io.stderr:write(trouble .. "\n")
  vim.cmd("cquit 1")
end
vim.cmd("qall!")
