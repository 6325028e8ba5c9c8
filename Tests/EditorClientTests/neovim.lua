-- Neovim 0.7 and later against jwtls: nvim --clean --headless -n -c "luafile neovim.lua" FILE
-- Prints what a person would see, a line each: a word, a tab, JSON.
local function tell(word, value)
  io.stdout:write(word .. "\t" .. vim.fn.json_encode(value) .. "\n")
end

local function await(what, condition)
  assert(vim.wait(10000, condition, 10), what .. " never came")
end

local function session()
  local id = assert(vim.lsp.start_client({ name = "jwtls", cmd = { vim.env.JWTLS }, root_dir = vim.fn.getcwd() }))
  assert(vim.lsp.buf_attach_client(0, id))
  local client = vim.lsp.get_client_by_id(id)
  await("the session", function() return client.initialized end)

  await("a diagnostic", function() return #vim.diagnostic.get(0) > 0 end)
  local found = vim.diagnostic.get(0)[1]
  tell("diagnostic", { found.lnum, found.col, found.end_col, found.code or found.user_data.lsp.code })

  vim.api.nvim_win_set_cursor(0, { 2, found.col + 3 })
  local place = vim.lsp.util.make_position_params(0, client.offset_encoding)
  local answers = vim.lsp.buf_request_sync(0, "textDocument/hover", place, 10000)
  tell("hover", answers[id].result.contents.value)

  local wish = vim.lsp.util.make_range_params(0, client.offset_encoding)
  wish.context = { diagnostics = {}, only = { "refactor.rewrite" } }
  answers = vim.lsp.buf_request_sync(0, "textDocument/codeAction", wish, 10000)
  for _, action in ipairs(answers[id].result) do
    if action.title:find("^Redact") then
      if not action.edit then
        action = vim.lsp.buf_request_sync(0, "codeAction/resolve", action, 10000)[id].result
      end
      vim.lsp.util.apply_workspace_edit(action.edit, client.offset_encoding)
      break
    end
  end
  tell("redacted", vim.api.nvim_buf_get_lines(0, 1, 2, false)[1])
  await("the end of the diagnostic", function() return #vim.diagnostic.get(0) == 0 end)

  vim.lsp.stop_client(id)
  await("the end", function() return vim.lsp.client_is_stopped(id) end)
  tell("stopped", true)
end

local isGood, trouble = xpcall(session, debug.traceback)
if not isGood then
  io.stderr:write(trouble .. "\n")
  vim.cmd("cquit 1")
end
vim.cmd("qall!")
