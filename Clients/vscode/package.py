#!/usr/bin/env python3
"""Packs the extension as VS Code installs it: package.py FILE.vsix. The same sources make the same bytes, on any machine."""

import json
import pathlib
import re
import sys
import xml.sax.saxutils
import zipfile

HERE = pathlib.Path(__file__).resolve().parent
TYPES = {"js": "application/javascript", "json": "application/json", "md": "text/markdown", "txt": "text/plain", "vsixmanifest": "text/xml"}
# The schema of .jwtls.json, and what it refers to.
FIRST_SCHEMA = "EditorSettings.schema.json"


def schemas():
    """The names of the schemas that the first leads to."""
    names, rest = set(), [FIRST_SCHEMA]
    while rest:
        name = rest.pop()
        if name not in names:
            names.add(name)
            rest += re.findall(r'"\$ref": *"([^"#]+)"', (HERE / "schemas" / name).read_text("utf-8"))
    return sorted(names)


def content_types():
    """The part that every package of this form begins with (ECMA-376, part 2)."""
    rows = "".join(f'<Default Extension=".{name}" ContentType="{kind}"/>' for name, kind in sorted(TYPES.items()))
    return f'<?xml version="1.0" encoding="utf-8"?>\n<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">{rows}</Types>\n'


def manifest(package):
    """What a gallery reads of the extension before it looks into package.json."""
    text = lambda name: xml.sax.saxutils.escape(package[name])
    attribute = lambda name: xml.sax.saxutils.quoteattr(package[name])
    asset = lambda kind, path: f'<Asset Type="Microsoft.VisualStudio.{kind}" Path="extension/{path}" Addressable="true"/>'
    engine = xml.sax.saxutils.quoteattr(package["engines"]["vscode"])
    return f"""<?xml version="1.0" encoding="utf-8"?>
<PackageManifest Version="2.0.0" xmlns="http://schemas.microsoft.com/developer/vsx-schema/2011">
  <Metadata>
    <Identity Language="en-US" Id={attribute("name")} Version={attribute("version")} Publisher={attribute("publisher")}/>
    <DisplayName>{text("displayName")}</DisplayName>
    <Description xml:space="preserve">{text("description")}</Description>
    <Tags>{xml.sax.saxutils.escape(",".join(package["keywords"]))}</Tags>
    <Categories>{xml.sax.saxutils.escape(",".join(package["categories"]))}</Categories>
    <License>extension/LICENSE.txt</License>
    <Properties>
      <Property Id="Microsoft.VisualStudio.Code.Engine" Value={engine}/>
      <Property Id="Microsoft.VisualStudio.Code.ExtensionKind" Value={xml.sax.saxutils.quoteattr(",".join(package["extensionKind"]))}/>
    </Properties>
  </Metadata>
  <Installation><InstallationTarget Id="Microsoft.VisualStudio.Code"/></Installation>
  <Dependencies/>
  <Assets>
    {asset("Code.Manifest", "package.json")}
    {asset("Services.Content.Details", "README.md")}
    {asset("Services.Content.License", "LICENSE.txt")}
  </Assets>
</PackageManifest>
"""


def parts():
    """Every part of the package: its name and its bytes."""
    package = json.loads((HERE / "package.json").read_text("utf-8"))
    yield "[Content_Types].xml", content_types().encode()
    yield "extension.vsixmanifest", manifest(package).encode()
    yield "extension/LICENSE.txt", (HERE / "../../LICENSE").read_bytes()
    files = ["package.json", "README.md", "extension.js", *sorted(f"lib/{file.name}" for file in (HERE / "lib").glob("*.js"))]
    for name in files + [f"schemas/{name}" for name in schemas()]:
        yield f"extension/{name}", (HERE / name).read_bytes()


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    # Not compressed: what compresses differs from one machine to another.
    with zipfile.ZipFile(sys.argv[1], "w", zipfile.ZIP_STORED) as archive:
        for name, content in parts():
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, content)


if __name__ == "__main__":
    main()
