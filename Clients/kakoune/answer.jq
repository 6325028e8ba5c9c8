# What the service said, all of it, as a command of Kakoune. What a token says stands between quotes, which nothing in it can end.

def quoted: "'" + gsub("'"; "''") + "'";

(map(select(.id == 2))[0] // {error: {message: "jwtls has said nothing"}}) as $answer
| (map(select(.method == "window/showMessage"))[0].params) as $message
| (map(select(.method == "window/logMessage").params.message)) as $complaints
| ($complaints[] | "echo -debug -- " + ("jwtls: " + . | quoted)),
  if $answer.error then "fail -- " + ("jwtls: " + $answer.error.message | quoted)
  elif $message then
    (if $message.type == 3 then "echo -markup -- " + ("{Information}" + ($message.message | gsub("{"; "\\{")) | quoted) else "fail -- " + ("jwtls: " + $message.message | quoted) end)
  elif $answer.result == null then "fail 'jwtls: there is no token and no key here'"
  elif $kind == "decode" then "jwtls-show " + ($answer.result.text + "\n" | quoted)
  else "info -title jwtls -- " + ($answer.result.contents.value | quoted) end
