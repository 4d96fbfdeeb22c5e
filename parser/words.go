package parser

import (
	"math"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// From glyphs to words, whatever drew the glyphs.

// face is a font as far as a reader can tell it from another one.
type face struct {
	name         string
	bold, italic bool
}

// glyph is a character as drawn. Its place is given in the frame of its line:
// x along the line, y across it, downwards, to the baseline.
type glyph struct {
	text      string  // "" if it cannot be read, " " for a space
	x0, x1, y float64 // points
	pad       float64 // letter spacing asked for behind it, points
	size      float64 // of the font, points
	turn      uint8   // quarter turns, clockwise, from upright to the line's frame
	invisible bool
	face      *face
	color     string // RRGGBB; "" if it is not known
	order     int    // in which it is drawn among the grounds of the page; 0 if it is not known
}

// Shares of the font size that tell words apart.
const (
	wordGap     = 0.12 // a gap wider than this stands between two words
	overlap     = 0.4  // a step back by more than this begins a new word
	baselineGap = 0.12 // letters of a word stand on one line
	raised      = 0.6  // but for smaller ones: 1st, m²
	ascent      = 0.75
	descent     = 0.25
)

// maxRepeats is how many words of the same text are looked back at for one
// that is drawn twice.
const maxRepeats = 64

// lineWord is a word in the making, in the frame of its line.
type lineWord struct {
	text      []byte
	x0, x1, y float64
	size      float64
	turn      uint8
	letters   int
	face      *face // that of most of its letters, by majority vote
	votes     int
	bold      bool // overdrawn
	invisible bool
	color     string // that of its first letter
	order     int    // that of its last one
	padded    bool   // set with letter spacing
	spaceAt   bool   // a space was drawn before it
	lost      int    // letters that cannot be read
	last      glyph
}

// lettersOfWord is how many letters a word has, rather less than more.
const lettersOfWord = 5

// joinGlyphs joins glyphs, in the order in which they are drawn, to words.
func joinGlyphs(glyphs []glyph) []Word {
	b := &wordBuilder{seen: map[string][]int{}, words: make([]lineWord, 0, len(glyphs)/lettersOfWord)}
	for _, g := range glyphs {
		b.add(g)
	}
	b.flush()
	joined := joinSpaced(b.words)
	out := make([]Word, 0, len(joined))
	for i := range joined {
		out = append(out, joined[i].word())
	}
	return out
}

type wordBuilder struct {
	words []lineWord
	open  bool
	cur   lineWord
	space bool             // a space was drawn since the last word
	lost  glyph            // the last letter that cannot be read, outside of words
	seen  map[string][]int // words by their text
}

func (b *wordBuilder) add(g glyph) {
	if before, after, ok := strings.Cut(g.text, " "); ok && g.text != " " {
		b.addParts(g, before, after)
		return
	}
	switch {
	case g.text == " ":
		b.flush()
		b.space = true
	case !b.open:
		b.begin(g)
	case g.text == b.cur.last.text && g.turn == b.cur.last.turn && near(g, b.cur.last):
		b.cur.bold = true // drawn twice to look bold
	case b.accent(g):
	case continues(&b.cur, g):
		b.extend(g)
	default:
		b.flush()
		b.begin(g)
	}
}

// addParts splits a glyph that stands for several words.
func (b *wordBuilder) addParts(g glyph, before, after string) {
	width := (g.x1 - g.x0) / float64(len(before)+len(after)+1)
	left, right := g, g
	left.text, left.x1, left.pad = before, g.x0+width*float64(len(before)), 0
	right.text, right.x0 = after, left.x1+width
	if before != "" {
		b.add(left)
	}
	b.add(glyph{text: " "})
	if after != "" {
		b.add(right)
	}
}

func near(a, b glyph) bool {
	limit := 0.1 * b.size
	return math.Abs(a.x0-b.x0) < limit && math.Abs(a.y-b.y) < limit
}

func (b *wordBuilder) begin(g glyph) {
	if g.text == "" {
		b.lost = g
		return
	}
	b.open = true
	text := b.cur.text[:0]
	b.cur = lineWord{text: text, x0: g.x0, x1: g.x1, y: g.y, turn: g.turn, invisible: g.invisible, color: g.color, spaceAt: b.space}
	b.space = false
	if b.lost.size > 0 && continues(&lineWord{turn: b.lost.turn, last: b.lost}, g) {
		b.cur.lost, b.cur.x0 = 1, min(b.cur.x0, b.lost.x0)
	}
	b.lost = glyph{}
	b.extend(g)
}

func (b *wordBuilder) extend(g glyph) {
	w := &b.cur
	w.text = append(w.text, g.text...)
	w.letters += utf8.RuneCountInString(g.text)
	w.order = max(w.order, g.order)
	if g.text == "" {
		w.lost++
	}
	w.x0, w.x1 = min(w.x0, g.x0), max(w.x1, g.x1)
	if g.size > w.size { // the baseline is that of the letters, not of a raised one
		w.size, w.y = g.size, g.y
	}
	switch {
	case w.votes == 0:
		w.face, w.votes = g.face, 1
	case w.face == g.face:
		w.votes++
	default:
		w.votes--
	}
	w.padded = w.padded || g.pad > wordGap*g.size
	w.last = g
}

// continues reports whether g stands where the next letter of w would.
func continues(w *lineWord, g glyph) bool {
	if g.turn != w.turn {
		return false
	}
	size, small := max(w.last.size, g.size), min(w.last.size, g.size)
	gap := g.x0 - w.last.x1 - w.last.pad
	back := -overlap * size
	if g.x0 > w.last.x0+wordGap*size { // the letters go on, only their widths are wrong
		back *= 2
	}
	if gap > wordGap*small || gap < back {
		return false
	}
	dy := math.Abs(g.y - w.last.y)
	return dy <= baselineGap*size || dy < raised*size && (small < 0.85*size || isMark(g.text))
}

// accents are the accents that TeX and others draw apart from their letters.
var accents = map[string]rune{
	"´": 0x301, "`": 0x300, "¨": 0x308, "ˆ": 0x302, "^": 0x302, "˜": 0x303, "¯": 0x304, "˘": 0x306,
	"˙": 0x307, "˚": 0x30A, "˝": 0x30B, "ˇ": 0x30C, "¸": 0x327, "˛": 0x328,
}

func isMark(text string) bool {
	r, _ := utf8.DecodeRuneInString(text)
	return accents[text] != 0 || unicode.Is(unicode.Mn, r)
}

// accent joins g and the last letter, if one is the other's accent: the two
// stand one above the other.
func (b *wordBuilder) accent(g glyph) bool {
	w := &b.cur
	if g.turn != w.turn || w.last.text == "" || math.Abs(g.y-w.last.y) > raised*w.last.size {
		return false
	}
	shared := min(g.x1, w.last.x1) - max(g.x0, w.last.x0)
	if shared < 0.5*min(g.x1-g.x0, w.last.x1-w.last.x0) {
		return false
	}
	letter, mark, marked := w.last, accents[g.text], g
	if mark == 0 {
		letter, mark, marked = g, accents[w.last.text], w.last
	}
	composed := norm.NFC.String(letter.text + string(mark))
	if mark == 0 || utf8.RuneCountInString(composed) != 1 {
		return false
	}
	w.text = append(w.text[:len(w.text)-len(w.last.text)], composed...)
	letter.text = composed
	if w.size <= marked.size && w.last.text == marked.text {
		w.y, w.size = letter.y, letter.size
	}
	w.x1 = max(w.x1, letter.x1)
	w.last = letter
	return true
}

func (b *wordBuilder) flush() {
	if !b.open {
		return
	}
	b.open = false
	w := b.cur
	text := string(w.text)
	before := b.seen[text]
	for _, i := range before[max(0, len(before)-maxRepeats):] {
		if w.covers(&b.words[i]) {
			b.words[i].bold = b.words[i].bold || !w.invisible
			b.words[i].invisible = b.words[i].invisible && w.invisible
			return
		}
	}
	w.text = []byte(text)
	b.seen[text] = append(b.seen[text], len(b.words))
	b.words = append(b.words, w)
}

// covers reports whether the same word is drawn at nearly the same place.
func (w *lineWord) covers(o *lineWord) bool {
	limit := 0.2 * w.size
	return w.turn == o.turn && math.Abs(w.x0-o.x0) < limit && math.Abs(w.y-o.y) < limit
}

func (w *lineWord) word() Word {
	out := Word{
		Text: norm.NFC.String(string(w.text)),
		Box:  turnBack(Box{w.x0, w.y - ascent*w.size, w.x1, w.y + descent*w.size}, w.turn),
		Size: w.size, Bold: w.bold, Spaced: w.padded, Invisible: w.invisible, Color: w.color, order: w.order, lost: w.lost,
	}
	if w.face != nil {
		out.Font, out.Italic = w.face.name, w.face.italic
		out.Bold = out.Bold || w.face.bold
	}
	return out
}

// turnBack turns a box in the frame of a line to the page.
func turnBack(b Box, turn uint8) Box {
	switch turn {
	case 1:
		return Box{-b.Bottom, b.Left, -b.Top, b.Right}
	case 2:
		return Box{-b.Right, -b.Bottom, -b.Left, -b.Top}
	case 3:
		return Box{b.Top, -b.Right, b.Bottom, -b.Left}
	}
	return b
}

// joinSpaced joins the letters of letter-spaced words ("E D U C A T I O N").
func joinSpaced(in []lineWord) []lineWord {
	out := in[:0]
	for i := 0; i < len(in); {
		end := i + 1
		for end < len(in) && in[end-1].beside(&in[end]) {
			end++
		}
		out = append(out, spacedWords(in[i:end])...)
		i = end
	}
	return out
}

// beside reports whether w and next may be letters of a letter-spaced line.
// Close pairs ("A T" with kerning) may have been joined already, but with
// spaces between them only single letters count.
func (w *lineWord) beside(next *lineWord) bool {
	most := 3
	if next.spaceAt {
		most = 1
	}
	gap := next.x0 - w.x1
	return w.letters <= most && next.letters <= most && w.face == next.face && w.turn == next.turn &&
		math.Abs(w.y-next.y) < 0.05*w.size && math.Abs(w.size-next.size) < 0.05*w.size &&
		gap > 0 && gap < 2*w.size && isAlphanumeric(w.text) && isAlphanumeric(next.text)
}

func isAlphanumeric(text []byte) bool {
	for _, r := range string(text) {
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '&' {
			return false
		}
	}
	return true
}

// spacedWords joins parts, most of them single letters, whose gaps are even
// but for wider ones between words. Fewer than four, or five with spaces
// between them, may be letters that stand for themselves.
func spacedWords(parts []lineWord) []lineWord {
	least := 4
	if len(parts) > 1 && parts[1].spaceAt {
		least = 5
	}
	usual, even := usualGap(parts)
	if len(parts) < least || !even {
		return parts
	}
	joined := parts[:1]
	for _, next := range parts[1:] {
		w := &joined[len(joined)-1]
		if next.x0-w.x1 >= wideGap*usual {
			joined = append(joined, next)
			continue
		}
		w.text = append(w.text, next.text...)
		w.letters += next.letters
		w.lost += next.lost
		w.x1, w.padded = next.x1, true
	}
	return joined
}

// wideGap is how many times as wide as between the letters of letter-spaced
// words the gap between two of the words is at least.
const wideGap = 1.6

// usualGap returns the gap between the letters of letter-spaced words, and
// whether it is even enough to be one.
func usualGap(parts []lineWord) (usual float64, even bool) {
	gaps := make([]float64, 0, len(parts))
	singles := 0
	for i := range parts {
		if i > 0 {
			gaps = append(gaps, parts[i].x0-parts[i-1].x1)
		}
		if parts[i].letters == 1 {
			singles++
		}
	}
	if len(gaps) == 0 || singles*10 < len(parts)*6 {
		return 0, false
	}
	slices.Sort(gaps)
	usual = gaps[len(gaps)/3]
	for _, gap := range gaps {
		if math.Abs(gap-usual) > 0.1*parts[0].size && gap < wideGap*usual {
			return usual, false
		}
	}
	return usual, true
}
