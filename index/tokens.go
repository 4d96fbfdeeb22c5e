package index

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/blevesearch/snowballstem"
	"github.com/blevesearch/snowballstem/english"
)

// Token is a word of a text.
type Token struct {
	Text       string // as written
	Word       string // in lower case
	Stem       string // what is compared: lower case, English ending removed
	Start, End int    // bytes of the text
}

// Tokens splits a text into its words. A word is a run of letters and digits.
// Signs belong to it where the name of a technology or a measure needs them:
// C++, C#, .NET, Node.js, ASP.NET, CI/CD, A/B, n+1, p99.9, 1,000. A possessive
// 's is left out.
func Tokens(text string) []Token {
	tokens := make([]Token, 0, len(text)/6+1)
	for i := 0; i < len(text); {
		r, size := utf8.DecodeRuneInString(text[i:])
		if !isWord(r) && !startsDotNet(text, i) {
			i += size
			continue
		}
		end := wordEnd(text, i)
		word := strings.ToLower(text[i:end])
		tokens = append(tokens, Token{Text: text[i:end], Word: word, Stem: stem(word), Start: i, End: end})
		i = end
		if strings.HasPrefix(text[i:], "'s") || strings.HasPrefix(text[i:], "’s") {
			i += strings.IndexByte(text[i:], 's') + 1
		}
	}
	return tokens
}

func isWord(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) }

// wordEnd returns the end of the word that starts at i.
func wordEnd(text string, i int) int {
	start := i
	if text[i] == '.' {
		i++
	}
	for i < len(text) {
		r, size := utf8.DecodeRuneInString(text[i:])
		if isWord(r) {
			i += size
			continue
		}
		n := joint(text, start, i)
		if n == 0 {
			break
		}
		i += n
	}
	return i
}

// joint returns how many bytes at i, a sign after the word that began at
// start, belong to the word; 0 if none.
func joint(text string, start, i int) int {
	word, rest := text[start:i], text[i:]
	switch {
	case strings.HasPrefix(rest, "++") && !followed(rest[2:]):
		return 2
	case rest[0] == '#' && len(word) == 1 && !followed(rest[1:]):
		return 1
	case (rest[0] == '.' || rest[0] == ',') && digitBeforeAfter(word, rest):
		return 1
	case rest[0] == '.' && hasDomain(rest[1:]):
		return 1
	case rest[0] == '/' && hasPartner(word, rest[1:]):
		return 1
	case strings.EqualFold(word, "n") && strings.HasPrefix(rest, "+1"):
		return 2
	}
	return 0
}

// followed reports whether a word goes on at the start of text.
func followed(text string) bool {
	r, _ := utf8.DecodeRuneInString(text)
	return text != "" && isWord(r)
}

func digitBeforeAfter(word, rest string) bool {
	return len(rest) > 1 && isDigit(word[len(word)-1]) && isDigit(rest[1])
}

func isDigit(b byte) bool { return '0' <= b && b <= '9' }

// startsDotNet reports whether ".NET" begins at i.
func startsDotNet(text string, i int) bool {
	return text[i] == '.' && len(text) >= i+4 && strings.EqualFold(text[i+1:i+4], "net") && !followed(text[i+4:])
}

// Endings and pairs that make one name of two words. Others are two words: a
// missing space after a full stop, "Java/Kotlin".
var (
	domains = []string{"js", "net", "io"}
	pairs   = map[string]string{"ci": "cd", "a": "b", "i": "o", "pl": "sql", "tcp": "ip"}
)

func hasDomain(rest string) bool {
	for _, d := range domains {
		if len(rest) >= len(d) && strings.EqualFold(rest[:len(d)], d) && !followed(rest[len(d):]) {
			return true
		}
	}
	return false
}

func hasPartner(word, rest string) bool {
	p := pairs[strings.ToLower(word)]
	return p != "" && len(rest) >= len(p) && strings.EqualFold(rest[:len(p)], p) && !followed(rest[len(p):])
}

// stem folds a word. Names with signs or digits in them are left whole.
func stem(word string) string {
	for i := 0; i < len(word); i++ {
		if word[i] < 'a' || word[i] > 'z' {
			return word
		}
	}
	env := snowballstem.NewEnv(american(word))
	english.Stem(env)
	return env.Current() + agent(word, env.Current())
}

// american spells "-ise" and "-isation" with a z, so that normalised is found as
// normalized. Words that have the s on both sides of the sea are bent alike in
// a query and in a text, and found as before.
func american(word string) string {
	for _, ending := range []string{"ise", "ised", "ises", "ising", "iser", "isation", "isations"} {
		if lead, ok := strings.CutSuffix(word, ending); ok && len(lead) > 3 {
			return lead + "iz" + ending[2:]
		}
	}
	return word
}

// agent returns the ending that tells who does it from what is done, where the
// stemmer took it off: developers are not what was developed, containers not
// what was contained.
func agent(word, stem string) string {
	word = strings.TrimSuffix(word, "s")
	for _, ending := range []string{"er", "or"} {
		if strings.HasSuffix(word, ending) && !strings.HasSuffix(stem, ending) {
			return ending
		}
	}
	return ""
}
