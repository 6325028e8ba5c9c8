# What a transcript's placeholders stand for (Protocol/transcripts/README.md).

def filled($fixtures; $bindings):
    walk(if type != "string" then .
        elif startswith("<fixture ") then $fixtures[.[9:-1]]
        elif startswith("<get ") then $bindings[.[5:-1]]
        else . end);

# The bindings after the comparison, or an error that names the place.
def compared($shown; $fixtures; $bindings):
    . as $value
    | if ($shown | type) == "object" then
        if ($value | type) != "object" then error("an object is expected for \($shown)") else . end
        | if ($shown | has("...") | not) and ($value | keys) != ($shown | keys) then error("members \($value | keys), not \($shown | keys)") else . end
        | reduce ($shown | keys[] | select(. != "...")) as $name ($bindings; . as $known
            | if $value | has($name) then $value[$name] | compared($shown[$name]; $fixtures; $known) else error("no member \($name)") end)
    elif ($shown | type) == "array" then
        ($shown | if .[-1] == "..." then .[:-1] else . end) as $first
        | if ($value | type) != "array" or ($value | length) < ($first | length)
                or ($first == $shown and ($value | length) != ($shown | length)) then error("elements of \($shown)") else . end
        | reduce range($first | length) as $place ($bindings; . as $known
            | $value[$place] | compared($first[$place]; $fixtures; $known))
    elif $shown == "<any>" then $bindings
    elif ($shown | type) == "string" and ($shown | startswith("<set ")) then $bindings + {($shown[5:-1]): $value}
    elif ($shown | type) == "string" and ($shown | test("^<(string|integer|number|boolean|object|array)>$")) then
        if ($value | type) == ($shown[1:-1] | sub("integer"; "number")) then $bindings else error("\($shown), not \($value)") end
    elif $value == ($shown | filled($fixtures; $bindings)) then $bindings
    else error("\($value), not \($shown)") end;
