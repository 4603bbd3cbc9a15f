"""Draws the test fonts of this folder: squares whose measures are easy to state.

Needs fonttools and brotli from PyPI. The fonts are our own work, under the SIL Open Font License 1.1.
Every glyph of `Squares` fills one em with ascent 0.8 and descent 0.2, except: `i` half an em wide,
space one em blank, `acutecomb` a mark of no advance.
"""
from fontTools.colorLib.builder import buildCOLR, buildCPAL
from fontTools.feaLib.builder import addOpenTypeFeaturesFromString
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.t2CharStringPen import T2CharStringPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTCollection, TTFont
from fontTools.ttLib.tables.TupleVariation import TupleVariation

UPEM = 1000
LETTERS = {chr(c): c for c in list(range(0x41, 0x5B)) + list(range(0x61, 0x7B))}
NAMES = [".notdef", "space"] + list(LETTERS) + ["zero", "f_i", "A.small", "acutecomb", "c6C34"]
CMAP = {**{c: n for n, c in LETTERS.items()}, 0x20: "space", 0x30: "zero", 0x301: "acutecomb",
        0x6C34: "c6C34"}
FEATURES = """
feature liga { sub f i by f_i; } liga;
feature smcp { sub a by A.small; } smcp;
feature kern { pos A V -100; } kern;
"""


def width(name):
    return {"i": 500, "acutecomb": 0, "f_i": 1500}.get(name, UPEM)


def square(pen, name, grow=0):
    if name in ("space", "acutecomb"):
        return
    left, right = (0, width(name) + grow)
    for i, point in enumerate([(left, -200), (left, 800), (right, 800), (right, -200)]):
        (pen.moveTo if i == 0 else pen.lineTo)(point)
    pen.closePath()


def base(family, style="Regular", truetype=True, weight=400):
    fb = FontBuilder(UPEM, isTTF=truetype)
    fb.setupGlyphOrder(NAMES)
    fb.setupCharacterMap(CMAP)
    if truetype:
        glyphs = {}
        for name in NAMES:
            pen = TTGlyphPen(None)
            square(pen, name)
            glyphs[name] = pen.glyph()
        fb.setupGlyf(glyphs)
    else:
        strings = {}
        for name in NAMES:
            pen = T2CharStringPen(width(name), None)
            square(pen, name)
            strings[name] = pen.getCharString()
        fb.setupCFF(f"{family}-{style}".replace(" ", ""), {}, strings, {})
    fb.setupHorizontalMetrics({n: (width(n), 0) for n in NAMES})
    fb.setupHorizontalHeader(ascent=800, descent=-200)
    fb.setupNameTable({"familyName": family, "styleName": style,
                       "fullName": f"{family} {style}",
                       "psName": f"{family}-{style}".replace(" ", ""),
                       "licenseDescription": "SIL Open Font License 1.1"})
    fb.setupOS2(sTypoAscender=800, sTypoDescender=-200, sTypoLineGap=0, usWinAscent=800,
                usWinDescent=200, usWeightClass=weight, sxHeight=800, sCapHeight=800,
                yStrikeoutPosition=300, yStrikeoutSize=50, fsSelection=0x40)
    fb.setupPost(underlinePosition=-100, underlineThickness=50)
    fb.setupHead(unitsPerEm=UPEM, created=0, modified=0)
    addOpenTypeFeaturesFromString(fb.font, FEATURES)
    return fb


def save(fb, path, flavor=None):
    fb.font.flavor = flavor
    fb.font.recalcTimestamp = False
    fb.font.save(path)


save(base("Squares"), "Squares.ttf")
save(base("Squares"), "Squares.woff", "woff")
save(base("Squares"), "Squares.woff2", "woff2")
save(base("Squares CFF", truetype=False), "SquaresCFF.otf")
save(base("Squares", "Bold", weight=700), "Squares-Bold.ttf")

variable = base("Squares Variable")
variable.setupFvar([("wght", 100, 400, 900, "Weight")], [])
variable.setupGvar({
    name: [TupleVariation({"wght": (0, 1, 1)},
                          [(0, 0), (0, 0), (500, 0), (500, 0), (0, 0), (500, 0), (0, 0), (0, 0)])]
    for name in LETTERS})
save(variable, "SquaresVariable.ttf")

layers = base("Squares Color")
layers.font["COLR"] = buildCOLR({"A": [("B", 0), ("C", 1), ("D", 0xFFFF)]})
layers.font["CPAL"] = buildCPAL([[(1, 0, 0, 1), (0, 0, 1, 0.5)]])
save(layers, "SquaresColor.ttf")

collection = TTCollection()
collection.fonts = [base("Squares One").font, base("Squares Two").font]
for font in collection.fonts:
    font.recalcTimestamp = False
collection.save("SquaresCollection.ttc")
