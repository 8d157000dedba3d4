"""Makes manual pages of what `parcelmap --experimental-dump-help` prints: parcelmap(1) and one for each verb.

    parcelmap --experimental-dump-help | manual.py VERSION YYYY-MM-DD FOLDER
"""

import json
import pathlib
import sys


def escaped(text):
    text = text.replace("\\", "\\e").replace("-", "\\-")
    return "\\&" + text if text[:1] in (".", "'") else text


def prose(text):
    """Paragraphs; lines that begin with two spaces stand as they are; what follows "Example:" has a heading."""
    lines = []
    literal = False
    for line in (text or "").split("\n"):
        if line.startswith("  ") != literal and line.strip():
            literal = not literal
            lines.append(".RS 2\n.nf" if literal else ".fi\n.RE")
        if line in ("Example:", "Examples:"):
            lines.append(".SH EXAMPLES")
        elif line.startswith("Exit codes: "):
            codes = line.removeprefix("Exit codes: ").rstrip(".").split("; ")
            lines.append('.SH "EXIT STATUS"\n' + "\n.br\n".join(escaped(code) for code in codes))
        elif literal:
            lines.append(escaped(line[2:]))
        elif line.strip():
            lines.append(".PP\n" + escaped(line))
    if literal:
        lines.append(".fi\n.RE")
    return lines


def spelling(argument):
    """How an option is written, as `--scale <scale>`."""
    value = "\\fI" + escaped(argument["valueName"]) + "\\fR" if argument["kind"] != "flag" else ""
    if argument["kind"] == "positional":
        return value + (" ..." if argument["isRepeating"] else "")
    dashes = {"short": "-", "long": "--", "longWithSingleDash": "-"}
    names = [escaped(dashes[name["kind"]] + name["name"]) for name in argument["names"]]
    return ", ".join("\\fB" + name + "\\fR" for name in names) + (" " + value if value else "")


def options(arguments):
    lines = []
    section = None
    for argument in arguments:
        if not argument["shouldDisplay"]:
            continue
        if argument.get("sectionTitle") != section:
            section = argument.get("sectionTitle")
            lines.append(".SS " + escaped(section or "Other"))
        told = " ".join((argument.get("abstract") or "").split())
        values = argument.get("allValues")
        if values and not all(value in told for value in values):
            told += " One of " + ", ".join(values) + "."
        if argument.get("defaultValue"):
            told += " (default: " + argument["defaultValue"] + ")"
        lines += [".TP", spelling(argument), escaped(told)]
    return lines


def page(command, version, date, siblings):
    called = " ".join([*command.get("superCommands", []), command["commandName"]])
    name = called.replace(" ", "-")
    abstract = command["abstract"].rstrip(".")
    verbs = [verb for verb in command.get("subcommands", []) if verb["shouldDisplay"]]
    shown = [argument for argument in command["arguments"] if argument["shouldDisplay"]]
    synopsis = ["\\fB" + escaped(called) + "\\fR"]
    if verbs:
        synopsis.append("\\fIverb\\fR")
    if any(argument["kind"] != "positional" for argument in shown):
        synopsis.append("[\\fIoptions\\fR]")
    for argument in shown:
        if argument["kind"] == "positional":
            synopsis.append(("[%s]" if argument["isOptional"] else "%s") % spelling(argument))

    text, *examples = (command.get("discussion") or "").partition("\nExample")
    lines = [f'.TH "{name.upper()}" 1 "{date}" "parcelmap {version}" "User Commands"']
    lines += [".SH NAME", escaped(name) + " \\- " + escaped(abstract[0].lower() + abstract[1:])]
    lines += [".SH SYNOPSIS", " ".join(synopsis)]
    told = prose(text)
    status = [line for line in told if line.startswith('.SH "EXIT STATUS"')]
    lines += [".SH DESCRIPTION", escaped(command["abstract"])] + [line for line in told if line not in status]
    if verbs:
        lines.append(".SH VERBS")
        for verb in verbs:
            lines += [".TP", "\\fB" + escaped(verb["commandName"]) + "\\fR", escaped(verb["abstract"])]
    lines += [".SH OPTIONS"] + options(shown)
    lines += prose("".join(examples).lstrip("\n")) + status
    if verbs:
        lines += [".SH FILES"]
        lines += [".TP", "/usr/share/doc/parcelmap/examples", "Two sample wards, their records and a sample project."]
        lines += [".TP", "/usr/share/parcelmap/styles", "The styles of QGIS, and that of printed sheets to change."]
    others = [other for other in siblings if other != name]
    lines.append('.SH "SEE ALSO"')
    lines.append(",\n".join(".BR " + escaped(other) + " (1)" for other in others))
    return name, "\n".join(lines) + "\n"


def main():
    version, date, folder = sys.argv[1:]
    command = json.load(sys.stdin)["command"]
    verbs = [verb for verb in command["subcommands"] if verb["shouldDisplay"] and verb["commandName"] != "help"]
    names = ["parcelmap"] + ["parcelmap-" + verb["commandName"] for verb in verbs]
    for each in [command, *verbs]:
        name, text = page(each, version, date, names if each is command else names[:1])
        pathlib.Path(folder, name + ".1").write_text(text, encoding="utf-8")


main()
