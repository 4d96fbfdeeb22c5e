package parser

import "bytes"

// The scanner of PDF syntax, for content streams, character maps and whole
// files. It never fails: what is not PDF becomes keywords or is passed over.

type tokenKind uint8

const (
	tokenEnd tokenKind = iota
	tokenNumber
	tokenString
	tokenName
	tokenKeyword
	tokenArray
	tokenArrayEnd
	tokenDict
	tokenDictEnd
)

type token struct {
	kind tokenKind
	num  float64
	real bool   // the number has a decimal point
	text []byte // of a string, name (without the slash) or keyword; may alias the data
}

type scanner struct {
	data []byte
	pos  int
}

// Classes of bytes in PDF syntax.
const (
	byteRegular = iota
	byteSpace
	byteDelimiter
)

var byteClass = func() (class [256]uint8) {
	for _, c := range "\x00\t\n\f\r " {
		class[c] = byteSpace
	}
	for _, c := range "<>()[]{}/%" {
		class[c] = byteDelimiter
	}
	return class
}()

func (s *scanner) skipSpace() {
	for s.pos < len(s.data) {
		c := s.data[s.pos]
		if c == '%' {
			for s.pos < len(s.data) && s.data[s.pos] != '\n' && s.data[s.pos] != '\r' {
				s.pos++
			}
			continue
		}
		if byteClass[c] != byteSpace {
			return
		}
		s.pos++
	}
}

func (s *scanner) next() token {
	s.skipSpace()
	if s.pos >= len(s.data) {
		return token{kind: tokenEnd}
	}
	c := s.data[s.pos]
	if byteClass[c] == byteRegular {
		return s.word()
	}
	s.pos++
	switch c {
	case '(':
		return token{kind: tokenString, text: s.literal()}
	case '/':
		return token{kind: tokenName, text: s.name()}
	case '[':
		return token{kind: tokenArray}
	case ']':
		return token{kind: tokenArrayEnd}
	case '<':
		if s.peek() == '<' {
			s.pos++
			return token{kind: tokenDict}
		}
		return token{kind: tokenString, text: s.hex()}
	case '>':
		if s.peek() == '>' {
			s.pos++
			return token{kind: tokenDictEnd}
		}
	}
	return token{kind: tokenKeyword, text: s.data[s.pos-1 : s.pos]}
}

func (s *scanner) peek() byte {
	if s.pos < len(s.data) {
		return s.data[s.pos]
	}
	return 0
}

// word reads a number or a keyword.
func (s *scanner) word() token {
	start := s.pos
	for s.pos < len(s.data) && byteClass[s.data[s.pos]] == byteRegular {
		s.pos++
	}
	text := s.data[start:s.pos]
	if num, isReal, ok := parseNumber(text); ok {
		return token{kind: tokenNumber, num: num, real: isReal}
	}
	return token{kind: tokenKeyword, text: text}
}

// parseNumber reads a number as lenient viewers do: "--5" is -5, and what
// follows a sign inside ("12-34") is passed over.
func parseNumber(text []byte) (num float64, isReal, ok bool) {
	negative, digits, scale := false, 0, 1.0
	for i, c := range text {
		switch {
		case '0' <= c && c <= '9':
			num = num*10 + float64(c-'0')
			digits++
			if isReal {
				scale *= 10
			}
		case c == '.' && !isReal:
			isReal = true
		case c == '-' && digits == 0:
			negative = true
		case c == '+' && i == 0:
		case c == '-' && digits > 0:
			return signed(num/scale, negative), isReal, true
		default:
			return 0, false, false
		}
	}
	if digits == 0 || digits > 300 {
		return 0, false, isReal && digits == 0
	}
	return signed(num/scale, negative), isReal, true
}

func signed(num float64, negative bool) float64 {
	if negative {
		return -num
	}
	return num
}

func (s *scanner) name() []byte {
	start, escaped := s.pos, false
	for s.pos < len(s.data) && byteClass[s.data[s.pos]] == byteRegular {
		escaped = escaped || s.data[s.pos] == '#'
		s.pos++
	}
	raw := s.data[start:s.pos]
	if !escaped {
		return raw
	}
	out := make([]byte, 0, len(raw))
	for i := 0; i < len(raw); i++ {
		if raw[i] == '#' && i+2 < len(raw) && hexDigit(raw[i+1]) >= 0 && hexDigit(raw[i+2]) >= 0 {
			out = append(out, byte(hexDigit(raw[i+1])<<4|hexDigit(raw[i+2])))
			i += 2
			continue
		}
		out = append(out, raw[i])
	}
	return out
}

func (s *scanner) hex() []byte {
	end := bytes.IndexByte(s.data[s.pos:], '>')
	if end < 0 {
		end = len(s.data) - s.pos
	}
	raw := s.data[s.pos : s.pos+end]
	s.pos = min(s.pos+end+1, len(s.data))
	return decodeHex(raw)
}

func decodeHex(raw []byte) []byte {
	out := make([]byte, 0, len(raw)/2+1)
	high := -1
	for _, c := range raw {
		d := hexDigit(c)
		switch {
		case d < 0:
		case high < 0:
			high = d
		default:
			out = append(out, byte(high<<4|d))
			high = -1
		}
	}
	if high >= 0 {
		out = append(out, byte(high<<4))
	}
	return out
}

func hexDigit(c byte) int {
	switch {
	case '0' <= c && c <= '9':
		return int(c - '0')
	case 'a' <= c && c <= 'f':
		return int(c-'a') + 10
	case 'A' <= c && c <= 'F':
		return int(c-'A') + 10
	}
	return -1
}

// literal reads a string in parentheses, after the first one.
func (s *scanner) literal() []byte {
	start := s.pos
	for depth := 1; s.pos < len(s.data); s.pos++ {
		switch s.data[s.pos] {
		case '\\', '\r':
			return s.escapedLiteral(start, depth)
		case '(':
			depth++
		case ')':
			if depth--; depth == 0 {
				s.pos++
				return s.data[start : s.pos-1]
			}
		}
	}
	return s.data[start:]
}

// escapedLiteral goes on where a string's first escape stands.
func (s *scanner) escapedLiteral(start, depth int) []byte {
	out := append([]byte(nil), s.data[start:s.pos]...)
	for s.pos < len(s.data) {
		c := s.data[s.pos]
		s.pos++
		switch c {
		case '\\':
			out = s.escape(out)
			continue
		case '\r':
			if s.peek() == '\n' {
				s.pos++
			}
			c = '\n'
		case '(':
			depth++
		case ')':
			if depth--; depth == 0 {
				return out
			}
		}
		out = append(out, c)
	}
	return out
}

// escape reads what follows a backslash in a string.
func (s *scanner) escape(out []byte) []byte {
	if s.pos >= len(s.data) {
		return out
	}
	c := s.data[s.pos]
	s.pos++
	switch c {
	case 'n':
		return append(out, '\n')
	case 'r':
		return append(out, '\r')
	case 't':
		return append(out, '\t')
	case 'b':
		return append(out, '\b')
	case 'f':
		return append(out, '\f')
	case '\n':
		return out
	case '\r':
		if s.peek() == '\n' {
			s.pos++
		}
		return out
	}
	if c < '0' || c > '7' {
		return append(out, c)
	}
	code := int(c - '0')
	for i := 0; i < 2 && '0' <= s.peek() && s.peek() <= '7'; i++ {
		code = code<<3 | int(s.peek()-'0')
		s.pos++
	}
	return append(out, byte(code))
}
