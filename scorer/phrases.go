package scorer

import (
	"slices"
	"strings"

	"shortlist/index"
)

// phraseSet holds words and phrases. Words are compared as written, in lower
// case, or by their stems.
type phraseSet struct {
	key     func(index.Token) string
	phrases map[string][][]string // by the first word
}

func byWord(t index.Token) string { return t.Word }

// byStem keeps apart the words that an ending makes of a stem: what is observed
// is no observability, an installation no installment.
func byStem(t index.Token) string {
	if ending := derivedEnding(t.Word); ending != "" {
		return t.Stem + " " + ending
	}
	return t.Stem
}

// derived are such endings.
var derived = []string{"ability", "ibility", "ism", "ization", "isation", "ication", "ency", "ance", "ment"}

func derivedEnding(word string) string {
	word = strings.TrimSuffix(word, "s")
	for _, ending := range derived {
		if strings.HasSuffix(word, ending) {
			return strings.Replace(ending, "isation", "ization", 1)
		}
	}
	return ""
}

func newPhraseSet(key func(index.Token) string, phrases []string) phraseSet {
	p := phraseSet{key, make(map[string][][]string)}
	for _, phrase := range phrases {
		p.add(keysOf(key, phrase))
	}
	return p
}

// add adds a phrase by the keys of its words.
func (p phraseSet) add(words []string) {
	if len(words) > 0 {
		p.phrases[words[0]] = append(p.phrases[words[0]], words)
	}
}

func keysOf(key func(index.Token) string, phrase string) []string {
	var words []string
	for _, t := range index.Tokens(phrase) {
		words = append(words, key(t))
	}
	return words
}

// at returns how many words the longest phrase has that begins at token i; 0
// if none does.
func (p phraseSet) at(tokens []index.Token, i int) int {
	longest := 0
	for _, words := range p.phrases[p.key(tokens[i])] {
		if len(words) > longest && p.begins(tokens[i:], words) {
			longest = len(words)
		}
	}
	return longest
}

// among is at for words whose keys are known already.
func (p phraseSet) among(keys []string, i int) int {
	longest := 0
	for _, words := range p.phrases[keys[i]] {
		if len(words) > longest && len(keys) >= i+len(words) && slices.Equal(keys[i:i+len(words)], words) {
			longest = len(words)
		}
	}
	return longest
}

// endsAt returns how many words the longest phrase has whose last word is token i.
func (p phraseSet) endsAt(tokens []index.Token, i int) int {
	for start := max(0, i-4); start <= i; start++ {
		if n := p.at(tokens[:i+1], start); n > 0 && start+n == i+1 {
			return n
		}
	}
	return 0
}

func (p phraseSet) begins(tokens []index.Token, words []string) bool {
	if len(tokens) < len(words) {
		return false
	}
	for i, w := range words {
		if p.key(tokens[i]) != w {
			return false
		}
	}
	return true
}

// within reports whether one of the phrases stands in tokens.
func (p phraseSet) within(tokens []index.Token) bool {
	if len(p.phrases) == 0 {
		return false
	}
	for i := range tokens {
		if p.at(tokens, i) > 0 {
			return true
		}
	}
	return false
}
