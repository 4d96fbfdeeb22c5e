package parser

import (
	"cmp"
	"slices"
	units "unicode/utf16"
)

// charMap is a character map of a PDF: what a font's codes are (codespaces),
// and what they stand for: text (ToUnicode), or glyph numbers (CIDs).
type charMap struct {
	spaces   []codeSpace
	text     map[uint32]string
	ranges   []textRange // by first code
	glyphs   []glyphRange
	vertical bool
}

type codeSpace struct {
	length      int
	first, last uint32
}

type textRange struct {
	first, last uint32
	text        string // of the first code; the last character counts up
}

const (
	maxCodeSpaces = 100
	maxCharText   = 64      // bytes of what one code stands for
	maxCodes      = 1 << 17 // entries of a map, twice what a font may have
)

type glyphRange struct {
	first, last uint32
	cid         int
}

func parseCharMap(data []byte) *charMap {
	m := &charMap{text: map[uint32]string{}}
	s := &scanner{data: data}
	var last token
	for t := s.next(); t.kind != tokenEnd; t = s.next() {
		if t.kind == tokenKeyword {
			m.operator(s, string(t.text), last)
		}
		if last.kind == tokenName && string(last.text) == "WMode" {
			m.vertical = t.kind == tokenNumber && t.num == 1
		}
		last = t
	}
	slices.SortStableFunc(m.ranges, func(a, b textRange) int { return cmp.Compare(a.first, b.first) })
	slices.SortStableFunc(m.glyphs, func(a, b glyphRange) int { return cmp.Compare(a.first, b.first) })
	return m
}

func (m *charMap) operator(s *scanner, op string, last token) {
	switch op {
	case "begincodespacerange":
		m.pairs(s, func(first, last token) {
			if n := len(first.text); n > 0 && n <= 4 && len(m.spaces) < maxCodeSpaces {
				m.spaces = append(m.spaces, codeSpace{n, code(first.text), code(last.text)})
			}
		})
	case "beginbfchar":
		m.pairs(s, func(from, to token) {
			if to.kind == tokenString && !m.full() {
				m.text[code(from.text)] = charText(to)
			}
		})
	case "begincidchar":
		m.pairs(s, func(from, to token) {
			if m.full() {
				return
			}
			c := code(from.text)
			m.glyphs = append(m.glyphs, glyphRange{c, c, int(to.num)})
		})
	case "beginbfrange", "begincidrange":
		m.pairs(s, func(first, last token) { m.rangeTo(s, code(first.text), code(last.text)) })
	}
}

// full reports whether the map has as many entries as are read of one.
func (m *charMap) full() bool { return len(m.text)+len(m.ranges)+len(m.glyphs) >= maxCodes }

// pairs hands the strings or numbers up to the next keyword over, two by two.
func (m *charMap) pairs(s *scanner, take func(a, b token)) {
	for {
		a := s.next()
		if a.kind != tokenString {
			return
		}
		b := s.next()
		if b.kind != tokenString && b.kind != tokenNumber {
			return
		}
		take(a, b)
	}
}

// rangeTo reads what the codes from first to last stand for.
func (m *charMap) rangeTo(s *scanner, first, last uint32) {
	t := s.next()
	if m.full() {
		return
	}
	switch t.kind {
	case tokenNumber:
		m.glyphs = append(m.glyphs, glyphRange{first, last, int(t.num)})
	case tokenString:
		m.ranges = append(m.ranges, textRange{first, last, charText(t)})
	case tokenArray:
		for t := s.next(); t.kind != tokenArrayEnd && t.kind != tokenEnd; t = s.next() {
			if t.kind == tokenString && first <= last && !m.full() {
				m.text[first] = charText(t)
				first++
			}
		}
	}
}

func code(text []byte) uint32 {
	var c uint32
	for _, b := range text {
		c = c<<8 | uint32(b)
	}
	return c
}

func charText(t token) string {
	return unicodeText(t.text[:min(len(t.text), maxCharText)])
}

// unicodeText decodes UTF-16, or a single byte, which careless writers give.
func unicodeText(text []byte) string {
	if len(text) == 1 {
		return string(rune(text[0]))
	}
	codes := make([]uint16, len(text)/2)
	for i := range codes {
		codes[i] = uint16(text[2*i])<<8 | uint16(text[2*i+1])
	}
	return string(units.Decode(codes))
}

// lookup returns the text of a code, "" if there is none.
func (m *charMap) lookup(code uint32) string {
	if text, ok := m.text[code]; ok {
		return text
	}
	i, found := slices.BinarySearchFunc(m.ranges, code, func(r textRange, c uint32) int { return cmp.Compare(r.first, c) })
	if !found {
		i--
	}
	if i < 0 || code > m.ranges[i].last {
		return ""
	}
	text := []rune(m.ranges[i].text)
	if len(text) == 0 {
		return ""
	}
	text[len(text)-1] += rune(code - m.ranges[i].first)
	return string(text)
}

// cid returns the number of a code's glyph.
func (m *charMap) cid(code uint32) int {
	i, found := slices.BinarySearchFunc(m.glyphs, code, func(r glyphRange, c uint32) int { return cmp.Compare(r.first, c) })
	if !found {
		i--
	}
	if i < 0 || code > m.glyphs[i].last {
		return 0
	}
	return m.glyphs[i].cid + int(code-m.glyphs[i].first)
}

// next cuts the first code off a string.
func (m *charMap) next(text []byte) (c uint32, length int) {
	for n := 1; n <= 4 && n <= len(text); n++ {
		c := code(text[:n])
		for _, s := range m.spaces {
			if s.length == n && s.first <= c && c <= s.last {
				return c, n
			}
		}
	}
	n := 2
	if len(m.spaces) > 0 {
		n = m.spaces[0].length
	}
	n = min(n, len(text))
	return code(text[:n]), n
}
