package parser

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// lineStyle is what the layout knows of a line beside its text.
type lineStyle struct {
	part      Part
	size      float64 // points; 0 if unknown
	bold      float64 // share of the letters, 0 to 1
	italic    float64
	underline bool
	caps      bool
	color     string
	ruled     bool // a rule right above or beneath, or a border
	shaded    bool
	outline   int    // outline level from 1; 0 for body text
	name      string // paragraph style
	align     string
	left      float64 // of the text, points
	before    float64 // space above beyond the ordinary, points
	bullet    bool    // begins an item of a list
	level     int     // of the list, from 0
	continues bool    // goes on with the paragraph of the line before
	region    int     // column, cell or text box; lines of one region follow each other
	row       bool    // a row of a table, its cells split by tabs
	table     int     // number of the table; 0 outside
	beside    bool    // in a box beside the text, which goes on after it (DOCX)
	label     string  // the bold text with which it begins (DOCX)
	links     []string
	hidden    bool // a person does not see it (PDF)
}

// bulletMarks are the signs with which people and programs begin an item.
const bulletMarks = "•◦▪▫●○■□‣⁃∙·–—-*➢➤►▶▸❖✓✔✦✧✪★☆➔→⇒»¤§ØðÿѴ◆◇♦¬~"

var (
	// "o" and "v" are the letters in which Word's bullets of Courier and Wingdings survive.
	letterBullet = compile(`^[ovqØ§4ü]\t`)
	numberMark   = compile(`^(?:\(?\d{1,2}[.)]|\(?[a-zA-Z][.)]|\(?(?:[ivx]{1,4}|[IVX]{2,4})[.)])(?:\s+|$)`)
)

// bulletLen returns the bytes of the mark with which a text begins as an item
// of a list, the space after it included; 0 if there is none.
func bulletLen(text string) int {
	r, n := utf8.DecodeRuneInString(text)
	if n == 0 {
		return 0
	}
	if letterBullet.MatchString(text) {
		return 2
	}
	if !strings.ContainsRune(bulletMarks, r) {
		return 0
	}
	for n < len(text) { // "•-", "**"
		r2, m := utf8.DecodeRuneInString(text[n:])
		if !strings.ContainsRune(bulletMarks, r2) {
			break
		}
		n += m
	}
	rest := text[n:]
	trimmed := strings.TrimLeftFunc(rest, unicode.IsSpace)
	if trimmed == "" {
		return 0
	}
	// A hyphen, a star or a swung dash is a bullet only before a space: "-5 °C", "~20 people".
	if strings.ContainsRune("-–—*~", r) && len(trimmed) == len(rest) && !unicode.IsUpper(firstRune(trimmed)) {
		return 0
	}
	return len(text) - len(trimmed)
}

func firstRune(s string) rune {
	r, _ := utf8.DecodeRuneInString(s)
	return r
}

// stripBullet returns a text without the mark with which it begins.
func stripBullet(text string) string {
	return strings.TrimSpace(text[bulletLen(text):])
}

// stripNumber returns a text without the number with which it begins: "1)", "a.".
func stripNumber(text string) string {
	return strings.TrimSpace(text[len(numberMark.FindString(text)):])
}

// cells returns the parts of a line between its wide gaps, trimmed, none empty.
func (l *Line) cells() []string {
	var cells []string
	for _, c := range strings.Split(l.Text, "\t") {
		if c = strings.TrimSpace(c); c != "" {
			cells = append(cells, c)
		}
	}
	return cells
}

// isCaps reports whether a text is set in capitals.
func isCaps(s string) bool {
	upper, lower := 0, 0
	for _, r := range s {
		switch {
		case unicode.IsUpper(r):
			upper++
		case unicode.IsLower(r):
			lower++
		}
	}
	return upper >= 2 && lower*8 <= upper
}

func wordCount(s string) int { return len(strings.Fields(s)) }
