package parser

import (
	"bytes"
	"strconv"
	"strings"
	"unicode/utf8"
)

// pdfFont is a font of a PDF, made ready for reading text: what each code
// stands for and how wide it is, worked out once for each code.
type pdfFont struct {
	face
	composite bool // codes of several bytes, glyphs by number (CID)
	vertical  bool
	type3     bool
	scale     float64 // from widths to text space: 1/1000 but for Type 3

	toUnicode *charMap // nil if there is none
	codes     *charMap // of a composite font; nil is two bytes a code, the code being the CID
	unicode   bool     // the codes of a composite font are UTF-16

	simple [256]string // what the codes of a simple font stand for
	widths map[int]float64
	width  float64      // where widths has none
	metric *[224]uint16 // of a standard font that brings no widths; nil otherwise

	chars map[uint32]pdfChar
}

// pdfChar is what a code draws.
type pdfChar struct {
	text   string  // "" if the file does not tell, " " for a space
	width  float64 // in text space, for size 1
	spaced bool    // word spacing applies: the single-byte code 32
	known  bool
}

func newFont(d *pdfDocument, v pdfValue) *pdfFont {
	f := &pdfFont{scale: 0.001, chars: map[uint32]pdfChar{}, widths: map[int]float64{}}
	base, descriptor := v, v.Key("FontDescriptor")
	if v.Key("Subtype").Name() == "Type0" {
		f.composite = true
		base = v.Key("DescendantFonts").Index(0)
		descriptor = base.Key("FontDescriptor")
	}
	f.face = newFace(v, descriptor)
	if s := v.Key("ToUnicode"); s.Kind() == pdfStream {
		f.toUnicode = parseCharMap(d.content(s))
	}
	if f.composite {
		f.loadComposite(d, v, base)
	} else {
		f.loadSimple(d, v, descriptor)
	}
	return f
}

func newFace(v, descriptor pdfValue) face {
	name := v.Key("BaseFont").Name()
	if name == "" {
		name = descriptor.Key("FontName").Name()
	}
	return faceOf(name, descriptor.Key("Flags").Int64(), descriptor.Key("FontWeight").Float64(), descriptor.Key("ItalicAngle").Float64())
}

// faceOf tells a font's face by its name and by the entries of its descriptor.
func faceOf(name string, flags int64, weight, angle float64) face {
	if i := strings.IndexByte(name, '+'); i == 6 { // the prefix of a subset
		name = name[i+1:]
	}
	lower := strings.ToLower(name)
	return face{
		name:   strings.ToValidUTF8(name, ""),
		bold:   containsAny(lower, "bold", "black", "heavy", "demi", "cmbx", "sfbx", "ebx1") || weight >= 600 || flags&(1<<18) != 0,
		italic: containsAny(lower, "italic", "oblique", "slanted", "cmti", "sfti", "cmsl") || angle != 0 || flags&(1<<6) != 0,
	}
}

func containsAny(s string, parts ...string) bool {
	for _, part := range parts {
		if strings.Contains(s, part) {
			return true
		}
	}
	return false
}

func (f *pdfFont) loadComposite(d *pdfDocument, v, descendant pdfValue) {
	enc := v.Key("Encoding")
	if enc.Kind() == pdfStream {
		f.codes = parseCharMap(d.content(enc))
		f.vertical = f.codes.vertical
	} else {
		name := enc.Name()
		f.vertical = strings.HasSuffix(name, "-V")
		f.unicode = strings.HasPrefix(name, "Uni") && containsAny(name, "UCS2", "UTF16") ||
			stringText(descendant.Key("CIDSystemInfo").Key("Ordering")) == "UCS"
	}
	f.width = 1000
	if w := descendant.Key("DW"); !w.IsNull() {
		f.width = w.Float64()
	}
	f.loadCIDWidths(descendant.Key("W"))
}

// maxWidths is how many widths of a font are read, twice what it may have.
const maxWidths = 1 << 17

// loadCIDWidths reads "first [w w w]" and "first last w".
func (f *pdfFont) loadCIDWidths(w pdfValue) {
	budget := maxWidths
	for i := 0; i+1 < w.Len() && budget > 0; {
		first, next := int(w.Index(i).Int64()), w.Index(i+1)
		if next.Kind() == pdfArray {
			for j := range min(next.Len(), budget) {
				f.widths[first+j] = next.Index(j).Float64()
			}
			budget -= next.Len()
			i += 2
			continue
		}
		width := w.Index(i + 2).Float64()
		for cid := first; cid <= int(next.Int64()) && budget > 0; cid++ {
			f.widths[cid] = width
			budget--
		}
		i += 3
	}
}

func (f *pdfFont) loadSimple(d *pdfDocument, v, descriptor pdfValue) {
	subtype := v.Key("Subtype").Name()
	f.type3 = subtype == "Type3"
	f.loadEncoding(v.Key("Encoding"), f.builtIn(d, subtype, descriptor))
	if f.type3 {
		if m := v.Key("FontMatrix").Index(0).Float64(); m != 0 {
			f.scale = m
		}
	}
	f.width = descriptor.Key("MissingWidth").Float64()
	first, w := int(v.Key("FirstChar").Int64()), v.Key("Widths")
	for i := range min(w.Len(), 256) {
		f.widths[first+i] = w.Index(i).Float64()
	}
	if w.Len() == 0 && !f.type3 {
		f.loadMetric()
	}
}

// loadMetric chooses the widths of a standard font, or of the one that
// viewers put in the place of a font that is neither standard nor embedded.
func (f *pdfFont) loadMetric() {
	name := strings.ToLower(f.name)
	switch {
	case containsAny(name, "courier", "mono", "consol"):
		f.width = 600
	case containsAny(name, "times", "serif", "roman", "georgia", "garamond") && !strings.Contains(name, "sans"):
		f.metric = [...]*[224]uint16{&timesWidths, &timesBoldWidths, &timesItalicWidths, &timesBoldItalicWidths}[bit(f.bold)+2*bit(f.italic)]
	case f.bold:
		f.metric = &helveticaBoldWidths
	default:
		f.metric = &helveticaWidths
	}
}

func bit(b bool) int {
	if b {
		return 1
	}
	return 0
}

// builtIn returns the encoding that holds where the PDF names none.
func (f *pdfFont) builtIn(d *pdfDocument, subtype string, descriptor pdfValue) *encoding {
	name := strings.ToLower(f.name)
	switch {
	case strings.HasPrefix(name, "symbol"), strings.HasPrefix(name, "wingdings"):
		return symbolEncoding
	case strings.Contains(name, "dingbats"):
		return dingbatsEncoding
	case subtype == "TrueType":
		return winAnsiEncoding
	}
	if file := descriptor.Key("FontFile"); file.Kind() == pdfStream {
		return type1Encoding(d.content(file))
	}
	return standardEncoding
}

// type1Encoding reads the encoding within a Type 1 font: "dup 15 /bullet put".
// TeX's older fonts have no other.
func type1Encoding(data []byte) *encoding {
	if i := bytes.Index(data, []byte("eexec")); i >= 0 {
		data = data[:i]
	}
	i := bytes.Index(data, []byte("/Encoding"))
	if i < 0 {
		return standardEncoding
	}
	s := &scanner{data: data, pos: i + len("/Encoding")}
	e := *standardEncoding
	if t := s.next(); t.kind != tokenKeyword || string(t.text) != "StandardEncoding" {
		e = encoding{}
	}
	for t := s.next(); t.kind != tokenEnd; t = s.next() {
		if t.kind != tokenKeyword || string(t.text) != "dup" {
			continue
		}
		c, name := s.next(), s.next()
		if c.kind == tokenNumber && c.num >= 0 && c.num < 256 && name.kind == tokenName {
			e[int(c.num)], _ = utf8.DecodeRuneInString(glyphText(string(name.text)))
		}
	}
	return &e
}

func (f *pdfFont) loadEncoding(v pdfValue, builtIn *encoding) {
	base := builtIn
	if e := baseEncoding(v.Name()); e != nil {
		base = e
	}
	if e := baseEncoding(v.Key("BaseEncoding").Name()); e != nil {
		base = e
	}
	for c, r := range base {
		if r != 0 && r != utf8.RuneError {
			f.simple[c] = string(r)
		}
	}
	differences := v.Key("Differences")
	c := 0
	for i := range differences.Len() {
		switch e := differences.Index(i); e.Kind() {
		case pdfInteger:
			c = int(e.Int64())
		case pdfName:
			if c >= 0 && c < 256 {
				f.simple[c] = f.namedText(e.Name(), c)
			}
			c++
		}
	}
}

// namedText returns what the glyph of that name shows. The bitmap fonts of
// dvips name their glyphs by code ("a65"), so the code tells.
func (f *pdfFont) namedText(name string, c int) string {
	text := glyphText(name)
	numbered := strings.TrimLeft(name, "aGgCc") == strconv.Itoa(c)
	if text == "" && (numbered || f.type3 && name != ".notdef") && standardEncoding[c] != 0 {
		return string(standardEncoding[c])
	}
	return text
}

// next cuts the first character off a string.
func (f *pdfFont) next(text []byte) (pdfChar, int) {
	c, n := uint32(text[0]), 1
	switch {
	case f.composite && f.codes != nil:
		c, n = f.codes.next(text)
	case f.composite && len(text) > 1:
		c, n = uint32(text[0])<<8|uint32(text[1]), 2
	}
	ch := f.chars[c]
	if !ch.known {
		ch = f.char(c)
		ch.spaced = n == 1 && c == ' '
		f.chars[c] = ch
	}
	return ch, n
}

func (f *pdfFont) char(c uint32) pdfChar {
	text := ""
	if f.toUnicode != nil {
		text = f.toUnicode.lookup(c)
	}
	if text == "" || strings.ContainsAny(text, "\x00\uFFFD") {
		text = f.encoded(c)
	}
	return pdfChar{text: shownText(text), width: f.charWidth(c) * f.scale, known: true}
}

// encoded returns what a code stands for by the font's encoding.
func (f *pdfFont) encoded(c uint32) string {
	switch {
	case !f.composite && c == ' ' && f.simple[c] == "":
		return " "
	case !f.composite:
		return f.simple[c&0xFF]
	case f.unicode:
		return unicodeText([]byte{byte(c >> 8), byte(c)})
	}
	return ""
}

func (f *pdfFont) charWidth(c uint32) float64 {
	id := int(c)
	if f.codes != nil {
		id = f.codes.cid(c)
	}
	if w, ok := f.widths[id]; ok {
		return w
	}
	if f.metric != nil {
		return f.metricWidth(c)
	}
	return f.width
}

func (f *pdfFont) metricWidth(c uint32) float64 {
	r, _ := utf8.DecodeRuneInString(f.simple[c&0xFF])
	for code, known := range winAnsiEncoding[32:] {
		if known == r {
			return float64(f.metric[code])
		}
	}
	return float64(f.metric['n'-32])
}
