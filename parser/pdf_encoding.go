package parser

import (
	_ "embed"
	"strconv"
	"strings"
	"sync"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/unicode/norm"
)

// What the codes and glyph names of fonts stand for.

//go:embed pdf_glyphs.txt
var glyphList string

var glyphNames = sync.OnceValue(func() map[string]rune {
	names := make(map[string]rune, 4300)
	for line := range strings.Lines(glyphList) {
		if name, code, ok := strings.Cut(strings.TrimSpace(line), " "); ok && name != "#" {
			if r, err := strconv.ParseUint(code, 16, 32); err == nil {
				names[name] = rune(r)
			}
		}
	}
	return names
})

// glyphText returns what a glyph of that name shows, "" if the name does not tell.
func glyphText(name string) string {
	name, _, _ = strings.Cut(name, ".") // a variant: "a.sc" is an "a"
	if r, ok := glyphNames()[name]; ok {
		return string(r)
	}
	if strings.Contains(name, "_") { // a ligature: "f_i"
		var text strings.Builder
		for part := range strings.SplitSeq(name, "_") {
			text.WriteString(glyphText(part))
		}
		return text.String()
	}
	for _, prefix := range []string{"uni", "u"} {
		if code, ok := strings.CutPrefix(name, prefix); ok && len(code) >= 4 && len(code) <= 6 {
			if r, err := strconv.ParseUint(code, 16, 21); err == nil {
				return string(rune(r))
			}
		}
	}
	return ""
}

type encoding [256]rune

var (
	winAnsiEncoding  = pageEncoding(charmap.Windows1252)
	macRomanEncoding = pageEncoding(charmap.Macintosh)
	standardEncoding = newStandardEncoding()
	symbolEncoding   = newSymbolEncoding()
	dingbatsEncoding = newDingbatsEncoding()
)

func pageEncoding(page *charmap.Charmap) *encoding {
	var e encoding
	for c := 32; c < 256; c++ {
		if r := page.DecodeByte(byte(c)); r != '\uFFFD' && (r < 0x7F || r > 0x9F) {
			e[c] = r
		}
	}
	return &e
}

func fillEncoding(e *encoding, first int, runes string) {
	for i, r := range []rune(runes) {
		if r != ' ' || first+i == ' ' {
			e[first+i] = r
		}
	}
}

func newStandardEncoding() *encoding {
	var e encoding
	for c := ' '; c <= '~'; c++ {
		e[c] = c
	}
	e['\''], e['`'] = '’', '‘'
	fillEncoding(&e, 0xA1, "¡¢£⁄¥ƒ§¤'“«‹›ﬁﬂ –†‡· ¶•‚„”»…‰ ¿ `´ˆ˜¯˘˙¨ ˚¸ ˝˛ˇ—")
	fillEncoding(&e, 0xE1, "Æ ª    ŁØŒº     æ   ı  łøœß")
	return &e
}

func newSymbolEncoding() *encoding {
	var e encoding
	fillEncoding(&e, 0x20, " !∀#∃%&∋()∗+,−./0123456789:;<=>?≅ΑΒΧ∆ΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ[∴]⊥_")
	fillEncoding(&e, 0x61, "αβχδεφγηιϕκλµνοπθρστυϖωξψζ{|}∼")
	fillEncoding(&e, 0xA0, "€ϒ′≤⁄∞ƒ♣♦♥♠↔←↑→↓°±″≥×∝∂•÷≠≡≈…")
	e[0xD8], e[0xDE], e[0xE0] = '•', '⇒', '◊' // 0xD8 is the arrow bullet of Wingdings far more often than a "not"
	return &e
}

// newDingbatsEncoding holds the dingbats in their order in Unicode, for which
// ZapfDingbats was the source.
func newDingbatsEncoding() *encoding {
	var e encoding
	e[' '] = ' '
	for c := 0x21; c <= 0xFE; c++ {
		if c <= 0x7E || c >= 0xA1 {
			e[c] = rune(0x2700 + c - 0x20)
		}
	}
	e['l'], e['n'], e['u'] = '●', '■', '◆'
	return &e
}

// baseEncoding returns the encoding of that name in a PDF, nil if there is none.
func baseEncoding(name string) *encoding {
	switch name {
	case "WinAnsiEncoding":
		return winAnsiEncoding
	case "MacRomanEncoding":
		return macRomanEncoding
	case "StandardEncoding":
		return standardEncoding
	}
	return nil
}

// shownText turns the text of a glyph into the text we keep. Ligature letters
// become letters. Icons of private use are dropped, which " " stands for, but
// for the bullets of Symbol and Wingdings.
func shownText(text string) string {
	plain := true
	for i := 0; i < len(text); i++ {
		plain = plain && text[i] > ' ' && text[i] < 0x7F
	}
	if plain {
		return text
	}
	var out strings.Builder
	for _, r := range text {
		out.WriteString(shownRune(r))
	}
	return out.String()
}

func shownRune(r rune) string {
	switch {
	case r == '\u00AD': // drawn, so seen: the hyphen at the end of a line
		return "-"
	case r == '\u200B', r == '\u200C', r == '\u200D', r == '\u2060', r == '\uFEFF':
		return ""
	case r > 0x80 && r < 0xA0 && winAnsiEncoding[r] != 0: // Windows-1252 passed off as Unicode
		return string(winAnsiEncoding[r])
	case r <= ' ' || r >= 0x7F && r <= 0xA0,
		r >= '\u2000' && r <= '\u200A', r == '\u2028', r == '\u202F', r == '\u205F', r == '\u3000':
		return " "
	case r >= '\uFB00' && r <= '\uFB06':
		return norm.NFKC.String(string(r))
	case isPrivate(r):
		return privateRune(r)
	}
	return string(r)
}

func isPrivate(r rune) bool {
	return r >= 0xE000 && r <= 0xF8FF || r >= 0xF0000
}

// privateRune knows the bullets that Word draws with Symbol and Wingdings, which
// stand in U+F000 to U+F0FF by their code in the font.
func privateRune(r rune) string {
	switch r {
	case 0xF0B7, 0xF0A7, 0xF0D8, 0xF076, 0xF06C, 0xF06E, 0xF071, 0xF075, 0xF077, 0xF09F, 0xF0A8, 0xF0FC, 0xF0E0, 0xF0B2:
		return "•"
	}
	return " "
}
