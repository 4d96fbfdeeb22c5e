package parser

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// textBuilder gathers the text of one paragraph and counts how its letters are
// shown. Counts are of characters that are not space.
type textBuilder struct {
	text, hidden      []byte
	shown             int
	bold, italic      int
	underline, shaded int
	upper, lower      int
	sizes             map[float64]int
	colors            map[string]int
	firstBold         []byte
	plain             bool // a letter that is not bold has come
	links             []docxLink
	linkEnd           int // where the last link ended in text
	format            *paragraphFormat
	pageBreak         bool
	boxes             []textBox
	runes             int
}

func newTextBuilder(f *paragraphFormat) *textBuilder {
	return &textBuilder{sizes: map[float64]int{}, colors: map[string]int{}, format: f}
}

// write adds the text of a run.
func (b *textBuilder) write(s string, f runFormat) {
	dingbats := isDingbatFont(f.font) && utf8.RuneCountInString(strings.TrimSpace(s)) <= 2
	for _, r := range s {
		if dingbats && r > ' ' && r < 0x100 {
			r |= 0xF000
		}
		b.rune(r, f)
	}
}

func (b *textBuilder) rune(r rune, f runFormat) {
	switch {
	case unicode.Is(unicode.Co, r):
		b.symbol(r, f)
	case r >= 'ﬀ' && r <= 'ﬆ':
		for _, part := range norm.NFKC.String(string(r)) {
			b.add(part, f)
		}
	case r == '\t':
		b.add(r, f)
	case r == '\u2010', r == '\u2011':
		b.add('-', f)
	case unicode.IsSpace(r), unicode.Is(unicode.Zs, r):
		b.add(' ', f)
	case unicode.Is(unicode.Cf, r), unicode.Is(unicode.Cc, r), r == '\uFFFC':
		// soft hyphens, marks of direction and joining: nothing is seen of them
	default:
		b.add(r, f)
	}
}

// add puts a character that is seen, or a space, tab or line break, at the end.
func (b *textBuilder) add(r rune, f runFormat) {
	b.runes++
	b.text = utf8.AppendRune(b.text, r)
	if !b.plain {
		if f.bold || unicode.IsSpace(r) {
			b.firstBold = utf8.AppendRune(b.firstBold, r)
		} else {
			b.plain = true
		}
	}
	if !unicode.IsSpace(r) {
		b.count(r, f)
	}
}

func (b *textBuilder) count(r rune, f runFormat) {
	b.shown++
	b.sizes[f.size]++
	b.colors[f.color]++
	for _, c := range []struct {
		is bool
		n  *int
	}{
		{f.bold, &b.bold}, {f.italic, &b.italic}, {f.underline, &b.underline}, {f.shaded, &b.shaded},
		{unicode.IsUpper(r) || f.caps && unicode.IsLower(r), &b.upper},
		{unicode.IsLower(r) && !f.caps, &b.lower},
	} {
		if c.is {
			*c.n++
		}
	}
}

// hide adds text that the page does not show.
func (b *textBuilder) hide(s string) {
	b.runes += utf8.RuneCountInString(s)
	b.hidden = append(b.hidden, s...)
}

// symbol adds a character of a symbol font, which has no meaning of its own in
// Unicode. Bullets become "•"; a picture of a telephone, an envelope or the
// like is no text, but it parts the words at its sides.
func (b *textBuilder) symbol(r rune, f runFormat) {
	code := rune(0)
	if r >= 0xF020 && r <= 0xF0FF {
		code = r - 0xF000
	}
	if strings.Contains(strings.ToLower(f.font), "symbol") {
		if plain := symbolFont(code); plain != 0 {
			b.add(plain, f)
			return
		}
	}
	switch {
	case strings.ContainsRune(dingbatBullets, code) && code != 0:
		b.add('•', f)
	case code == 0xE0 || code == 0xE8 || code == 0xF0:
		b.add('→', f)
	case len(b.text) > 0 && b.text[len(b.text)-1] > ' ':
		b.add(' ', f)
	}
}

// dingbatBullets are the codes of Wingdings, and of Symbol, that people and
// Word use as bullets: discs, squares, diamonds, stars, arrow heads, ticks,
// pointing hands.
const dingbatBullets = "\x46lmnopqrstuvwxyz\u009e\u009f\u00a1\u00a2\u00a3\u00a4\u00a6\u00a7\u00a8\u00aa\u00ab\u00ac\u00ad\u00ae\u00af\u00b7\u00d8\u00fc\u00fe"

// symbolFont returns the character of the font Symbol for a code, 0 if it has
// none that occurs in resumes.
func symbolFont(code rune) rune {
	switch code {
	case 0xB7, 0xA8:
		return '•'
	case 0xAE:
		return '→'
	case 0xA3:
		return '≤'
	case 0xB3:
		return '≥'
	case 0xB0, 0xB1:
		return code
	case 0xB4:
		return '×'
	}
	if code >= ' ' && code < 0x7F && !unicode.IsLetter(code) {
		return code
	}
	return 0
}

// isDingbatFont reports whether the letters of a font are pictures.
func isDingbatFont(font string) bool {
	font = strings.ToLower(font)
	return strings.Contains(font, "dings") || strings.Contains(font, "fontawesome") || strings.Contains(font, "font awesome")
}

// link records a link whose text goes from start to the end of the text so far.
func (b *textBuilder) link(url string, start int) {
	if url = strings.TrimSpace(url); url == "" || start > len(b.text) {
		return
	}
	shown := string(b.text[start:])
	// Word splits a link where its format changes.
	if last := len(b.links) - 1; last >= 0 && b.links[last].url == url && b.linkEnd == start && start > 0 {
		b.links[last].text += shown
	} else {
		b.links = append(b.links, docxLink{url: url, text: shown})
	}
	b.linkEnd = len(b.text)
}

// paragraph returns what has been gathered.
func (b *textBuilder) paragraph() paragraph {
	f := b.format
	p := paragraph{
		text: b.trimmed(), style: f.style, outline: f.outline,
		size: f.run.size, color: f.run.color, align: f.align,
		indent: f.left + f.first, before: f.before, ruled: f.ruled, shaded: f.shaded,
		links: b.links, hidden: strings.TrimSpace(norm.NFC.String(string(b.hidden))),
	}
	if !strings.ContainsFunc(p.hidden, unicode.IsLetter) && !strings.ContainsFunc(p.hidden, unicode.IsDigit) {
		p.hidden = "" // white dots and dashes that push words to their place
	}
	for i := range p.links {
		p.links[i].text = strings.TrimSpace(norm.NFC.String(p.links[i].text))
	}
	if b.shown == 0 {
		return p
	}
	share := func(n int) float64 { return float64(n) / float64(b.shown) }
	p.bold, p.italic, p.underline = share(b.bold), share(b.italic), share(b.underline)
	p.caps = b.upper > 1 && b.lower == 0
	p.shaded = p.shaded || b.shaded == b.shown
	p.size, p.color = most(b.sizes), most(b.colors)
	if b.plain {
		p.firstBold = strings.TrimSpace(norm.NFC.String(string(b.firstBold)))
	}
	return p
}

// trimmed returns the text without the spaces and line breaks around it. Tabs
// at its start stay: they move it.
func (b *textBuilder) trimmed() string {
	s := strings.TrimRightFunc(string(b.text), unicode.IsSpace)
	return norm.NFC.String(strings.TrimLeft(s, " \n"))
}

// most returns the key with the highest count, the smallest of them if several.
func most[K float64 | string](counts map[K]int) K {
	var best K
	n := 0
	for k, c := range counts {
		if c > n || c == n && k < best {
			best, n = k, c
		}
	}
	return best
}
