package scorer

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"shortlist/index"
)

// demand is what a posting asks for: a term, or one of several.
type demand struct {
	text      string // as the posting spells it
	options   []option
	preferred bool
	duty      bool // a task of the job rather than a requirement
	firm      bool // it stands among the requirements
	stress    int  // how much the posting makes of it
}

// option is a term that meets a demand.
type option struct {
	term       string
	signal     int  // -1 for a term that the rules do not know
	product    bool // a name rather than a word
	credential bool
	also       []string // what the posting itself calls it in brackets
}

// demands joins alternatives, drops what was said before and weighs the stress.
func (c *chooser) demands() []demand {
	var terms []term
	for _, t := range c.terms {
		if n := len(terms); n > 0 && terms[n-1].said == t.said && t.defines(terms[n-1]) {
			terms[n-1].also = append(terms[n-1].also, t.term)
			terms[n-1].credential = terms[n-1].credential || t.credential
			continue
		}
		terms = append(terms, t)
	}
	var out []demand
	seen := make(map[string]int)
	for i := 0; i < len(terms); {
		n := c.alternatives(terms[i:])
		d := c.demandOf(terms[i : i+n])
		i += n
		key := strings.Join(keysOf(byStem, d.text), " ")
		if at, ok := seen[key]; ok {
			o := &out[at]
			o.stress += d.stress
			o.merge(d)
			continue
		}
		seen[key] = len(out)
		out = append(out, d)
	}
	out = slices.DeleteFunc(out, func(d demand) bool { return d.choiceIn(out) })
	for i := range out {
		out[i].stress += c.stressOf(out[i])
	}
	return out
}

// choiceIn reports whether what is only met among the tasks is one of several
// that the requirements leave the choice of.
func (d demand) choiceIn(all []demand) bool {
	var words phrase = index.Tokens(d.options[0].term)
	return !d.firm && len(d.options) == 1 && slices.ContainsFunc(all, func(o demand) bool {
		return o.firm && len(o.options) > 1 && slices.ContainsFunc(o.options, func(x option) bool { return words.is(index.Tokens(x.term)) })
	})
}

// merge joins what a posting says of one thing in two places: what stands among
// the requirements is required; else what is wished for somewhere is a wish.
func (d *demand) merge(other demand) {
	switch {
	case d.firm:
	case other.firm:
		*d = demand{d.text, d.options, false, false, true, d.stress}
	case other.preferred:
		d.preferred, d.duty = true, false
	case !d.preferred:
		d.duty = d.duty && other.duty
	}
}

// defines reports whether a term is the acronym of the one before it, in
// brackets: "Qualified Teacher Status (QTS)".
func (t term) defines(before term) bool {
	if t.from != before.to || t.to != t.from+1 || !strings.HasSuffix(t.gap(t.from), "(") || !isUpper(t.term) && utf8.RuneCountInString(t.term) > 6 {
		return false
	}
	return isInitials(t.term, before.tokens[before.from:before.to])
}

// isInitials reports whether an acronym is made of the first letters of words,
// small words left out or not.
func isInitials(acronym string, words []index.Token) bool {
	var all, main []rune
	for _, w := range words {
		first, _ := utf8.DecodeRuneInString(w.Text)
		first = unicode.ToUpper(first)
		all = append(all, first)
		if !slices.Contains([]string{"of", "and", "the", "for", "in", "to"}, byWord(w)) {
			main = append(main, first)
		}
	}
	acronym = strings.ToUpper(strings.TrimSuffix(acronym, "s"))
	return len(words) > 1 && (acronym == string(all) || acronym == string(main))
}

// alternatives returns how many of the terms, from the first on, a posting
// leaves the choice of: "Go, Java or Kotlin".
func (c *chooser) alternatives(terms []term) int {
	n, or := 1, false
	for n < len(terms) && terms[n].said == terms[0].said && terms[n].part == terms[0].part && !or {
		switch c.joint(terms[n-1], terms[n]) {
		case "or":
			or = true
		case ",":
		default:
			return 1
		}
		n++
	}
	if !or {
		return 1
	}
	return n
}

// joint tells what stands between two terms of a sentence, small words aside:
// "or", "," or anything else.
func (c *chooser) joint(a, b term) string {
	gap := a.Text[a.tokens[a.to-1].End:a.tokens[b.from].Start]
	if a.from == b.from || strings.ContainsAny(gap, ".;:()|•") {
		return ""
	}
	or := strings.TrimSpace(gap) == "/"
	for _, t := range a.tokens[a.to:b.from] {
		switch word := byWord(t); {
		case word == "or":
			or = true
		case !c.rules.light.is(t) && word != "similar" && word != "a" && word != "an" && word != "equivalent" && word != "comparable":
			return ""
		}
	}
	switch {
	case or:
		return "or"
	case strings.TrimSpace(gap) == ",":
		return ","
	}
	return ""
}

func (c *chooser) demandOf(terms []term) demand {
	first, last := terms[0], terms[len(terms)-1]
	text := first.term
	if len(terms) > 1 {
		text = first.Text[first.tokens[first.from].Start:last.tokens[last.to-1].End]
	}
	d := demand{text: text, duty: first.duty, preferred: first.part.wishes(first.from)}
	d.duty = d.duty && !d.preferred
	d.firm = first.part.kind == partRequired && !d.preferred
	d.stress = 1
	if !d.duty {
		d.stress++
	}
	if !d.preferred {
		d.stress++
	}
	for _, t := range first.tokens[first.part.from:first.part.to] {
		if stressing[byWord(t)] {
			d.stress++
			break
		}
	}
	for _, t := range terms {
		d.options = append(d.options, t.option)
	}
	return d
}

// stressing are words by which a posting makes much of what it names.
var stressing = wordSet("must required essential mandatory strong deep expert extensive proven excellent solid advanced critical current valid thorough")

// stressOf counts how often the words of a demand stand elsewhere in a posting,
// its title counting twice.
func (c *chooser) stressOf(d demand) int {
	most := 0
	for _, o := range d.options {
		var words phrase = index.Tokens(o.term)
		n := 0
		for _, l := range c.lines {
			if (l.kind.asks() || l.heading) && words.standsIn(index.Tokens(l.text)) {
				n++
			}
		}
		if words.standsIn(index.Tokens(c.title)) {
			n += 2
		}
		most = max(most, n-1)
	}
	return max(most, 0)
}

// standsIn reports whether the words of a phrase stand side by side in tokens.
func (p phrase) standsIn(tokens []index.Token) bool {
	for i := 0; i+len(p) <= len(tokens); i++ {
		if p.is(tokens[i : i+len(p)]) {
			return true
		}
	}
	return false
}
