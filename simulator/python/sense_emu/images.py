"""Images of 8 by 8 pixels from files."""

import os


def pixels(path):
    """The pixels of an image file as lists of red, green and blue, row by row.

    PPM (P3 and P6 with 8 bits an element) is read here; everything else needs Pillow.

    OSError: there is no such file. ImportError: Pillow is needed and missing. ValueError: damaged PPM.
    """
    if not os.path.exists(path):
        raise OSError("%s not found" % path)
    with open(path, "rb") as file:
        start = file.read(2)
    if start in (b"P3", b"P6"):
        return _ppm(path)
    try:
        from PIL import Image
    except ImportError:
        raise ImportError(
            "load_image: %s is no PPM file, and to read others Pillow is needed: pip install Pillow" % path
        ) from None
    with Image.open(path) as image:
        flat = image.convert("RGB").tobytes()
    return _triples(flat)


def _triples(flat):
    return [list(flat[i : i + 3]) for i in range(0, len(flat) - 2, 3)]


def _ppm(path):
    with open(path, "rb") as file:
        data = file.read()
    try:
        kind, rest = data[:2], data[2:]
        (width, height, most), rest = _numbers(rest, 3)
        if most != 255:
            raise ValueError("its largest value is %d" % most)
        count = width * height * 3
        # One white space stands between the header and the bytes of P6.
        flat = list(rest[1 : 1 + count]) if kind == b"P6" else _numbers(rest, count)[0]
        if len(flat) != count or max(flat, default=0) > most:
            raise ValueError("it holds other pixels than its header says")
    except (ValueError, IndexError) as error:
        raise ValueError("load_image: %s is no PPM file with 8 bits an element: %s" % (path, error)) from error
    return _triples(flat)


def _numbers(data, count):
    """Some decimal numbers, between them white space and comments from # to the end of the line; and what follows."""
    numbers, at = [], 0
    while len(numbers) < count:
        while data[at : at + 1].isspace() or data[at : at + 1] == b"#":
            at = data.index(b"\n", at) + 1 if data[at : at + 1] == b"#" else at + 1
        end = at
        while data[end : end + 1].isdigit():
            end += 1
        numbers.append(int(data[at:end]))
        at = end
    return numbers, data[at:]
