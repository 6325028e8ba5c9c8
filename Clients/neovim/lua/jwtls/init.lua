-- jwtls in Neovim 0.7 and later, through Neovim's own language client: nothing else is needed.
local M = {}

-- The settings of the service, as .jwtls.json has them; a workspace's own file counts less than these.
M.settings = vim.empty_dict()

-- The program, or where it lies.
function M.path() return vim.g.jwtls_path or "jwtls" end

local function root(buffer)
  local name = vim.api.nvim_buf_get_name(buffer)
  local folder = vim.fn.fnamemodify(name, ":p:h")
  if vim.fs and vim.fs.find then
    local found = vim.fs.find({ ".jwtls.json", "jwks.json", ".git" }, { path = folder, upward = true })[1]
    return found and vim.fs.dirname(found) or folder
  end
  -- Neovim 0.7 looks for one name at a time.
  for _, mark in ipairs({ ".jwtls.json", "jwks.json" }) do
    local found = vim.fn.findfile(mark, folder .. ";")
    if found ~= "" then return vim.fn.fnamemodify(found, ":p:h") end
  end
  local git = vim.fn.finddir(".git", folder .. ";")
  return git ~= "" and vim.fn.fnamemodify(git, ":p:h:h") or folder
end

local function config(folder)
  return {
    name = "jwtls",
    cmd = { M.path(), "lsp" },
    root_dir = folder,
    init_options = M.settings,
    settings = { jwtls = M.settings },
  }
end

-- One process serves all buffers below one folder.
local running = {}

local function start(buffer)
  local folder = root(buffer)
  if vim.lsp.start then return vim.lsp.start(config(folder), { bufnr = buffer }) end
  local id = running[folder]
  if not id or vim.lsp.client_is_stopped(id) then
    id = vim.lsp.start_client(config(folder))
    running[folder] = id
  end
  if id then vim.lsp.buf_attach_client(buffer, id) end
  return id
end

-- Attaches jwtls to a buffer, if it is a file's.
function M.attach(buffer)
  buffer = (not buffer or buffer == 0) and vim.api.nvim_get_current_buf() or buffer
  if vim.bo[buffer].buftype ~= "" or vim.api.nvim_buf_get_name(buffer) == "" then return end
  if vim.fn.executable(M.path()) == 0 then return end
  return start(buffer)
end

-- The client that serves a buffer, or nil.
function M.client(buffer)
  local get = vim.lsp.get_clients or vim.lsp.get_active_clients
  for _, client in pairs(get()) do
    if client.name == "jwtls" and vim.lsp.buf_is_attached(buffer, client.id) then return client end
  end
end

-- Asks the service something that is about no document: M.call("decode", { token = "…" }, function(error, result) end).
function M.call(method, params, done)
  local client = M.client(vim.api.nvim_get_current_buf())
  if not client then return done({ message = "jwtls does not serve this buffer" }) end
  local handler = function(error, result) done(error, result) end
  if vim.fn.has("nvim-0.11") == 1 then return client:request(method, params, handler) end
  return client.request(method, params, handler)
end

local function show(text, language)
  vim.cmd("new")
  vim.bo.buftype, vim.bo.bufhidden, vim.bo.swapfile, vim.bo.filetype = "nofile", "wipe", false, language or "json"
  vim.api.nvim_buf_set_lines(0, 0, -1, false, vim.split(text, "\n"))
end

-- Has the service do a command, and shows the text that it answers, if it does.
function M.execute(command, argument)
  M.call("workspace/executeCommand", { command = command, arguments = { argument } }, function(error, result)
    if error then return vim.notify("jwtls: " .. error.message, vim.log.levels.WARN) end
    if type(result) == "table" and type(result.text) == "string" then show(result.text, result.language) end
  end)
end

-- Shows header and claims of the token under the cursor in a window.
function M.decode()
  local client = M.client(vim.api.nvim_get_current_buf())
  if not client then return end
  local place = vim.lsp.util.make_position_params(0, client.offset_encoding)
  M.execute("jwtls.decode", { uri = place.textDocument.uri, position = place.position })
end

-- Shows the actions for what stands under the cursor.
function M.actions() vim.lsp.buf.code_action() end

-- Begins: jwtls.setup({ settings = { keys = { "jwks.json" } } }).
function M.setup(options)
  options = options or {}
  if options.path then vim.g.jwtls_path = options.path end
  if options.settings then M.settings = options.settings end
  local group = vim.api.nvim_create_augroup("jwtls", { clear = true })
  vim.api.nvim_create_autocmd({ "BufReadPost", "BufNewFile", "BufFilePost" }, {
    group = group,
    desc = "Attach jwtls",
    callback = function(event) M.attach(event.buf) end,
  })
  vim.api.nvim_create_user_command("JwtlsAttach", function() M.attach(0) end, { desc = "Attach jwtls to this buffer" })
  vim.api.nvim_create_user_command("JwtlsDecode", M.decode, { desc = "Show header and claims of the token here" })
  -- What stands above a token shows its answer, too.
  for _, command in ipairs({ "jwtls.decode", "jwtls.openDecoded", "jwtls.openClaims" }) do
    vim.lsp.commands[command] = function(chosen) M.execute(command, chosen.arguments[1]) end
  end
  vim.api.nvim_create_user_command("JwtlsActions", M.actions, { desc = "What can be done with the token or key here" })
  for _, buffer in ipairs(vim.api.nvim_list_bufs()) do
    if vim.api.nvim_buf_is_loaded(buffer) then M.attach(buffer) end
  end
end

return M
