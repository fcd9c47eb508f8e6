"""Where the files are that tests break, and how they are broken."""

import codecs

KITAKAMI, TOMI, NASU = "raw/03206_kitakami", "raw/20219_tomi", "raw/09215_nasukarasuyama"
OF_KITAKAMI, OF_TOMI, OF_NASU, OF_IMARI, OF_ALL = (
    f"mappings/{name}" for name in ("03206_kitakami", "20219_tomi", "09215_nasukarasuyama", "41205_imari", "all")
)


def change(old, new):
    def edit(path):
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8")

    return edit


def add(line):
    return lambda path: path.write_text(path.read_text(encoding="utf-8") + line + "\n", encoding="utf-8")


def write(*lines):
    def edit(path):
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")

    return edit


def encode(how):
    return lambda path: path.write_bytes(path.read_text(encoding="utf-8").encode(how, errors="replace"))


def bom(path):
    path.write_bytes(codecs.BOM_UTF8 + path.read_bytes())


def ends(with_):
    return lambda path: path.write_bytes(path.read_bytes().replace(b"\n", with_))


def remove(path):
    path.unlink()


def one_coder(data):
    """Leave the first coder alone, with nothing to decide."""
    for path in [*data.glob("mappings/*/codes_b.csv"), *data.glob("mappings/*/adjudication.csv")]:
        path.unlink()
    path = data / OF_ALL / "coders.csv"
    kept = [line for line in path.read_text(encoding="utf-8").split("\n") if line[:2] not in ("b,", "c,")]
    path.write_text("\n".join(kept), encoding="utf-8")


def drop_row(start):
    def edit(path):
        lines = path.read_text(encoding="utf-8").split("\n")
        kept = [line for line in lines if not line.startswith(start)]
        assert len(kept) < len(lines)
        path.write_text("\n".join(kept), encoding="utf-8")

    return edit
