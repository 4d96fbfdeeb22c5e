package parser

import (
	"regexp"
	"regexp/syntax"
	"sync"
)

// pattern is a regular expression that most texts do not match, and that finds
// so out before the expression is tried: in a text without three characters in
// a row with which a match can begin, or without any of the characters that
// each match has, there is none. Package regexp does so for literal prefixes
// alone, and a resume's lines are held against some hundred lists of words. The
// expression is compiled when it is first used.
type pattern struct {
	expr   string
	looked sync.Once
	need   needed
	from   *starts // nil if a match can begin anywhere
	re     func() *regexp.Regexp
}

// compile returns the pattern of a regular expression, which panics at its
// first use if it is none.
func compile(expr string) *pattern {
	return &pattern{expr: expr, re: sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(expr) })}
}

// in returns the expression if it may match a part of the text, else nil.
func (p *pattern) in(text string) *regexp.Regexp {
	p.looked.Do(p.look)
	if p.need.missing(text) || p.from != nil && !p.from.within(text) {
		return nil
	}
	return p.re()
}

// look finds out what texts must have to match.
func (p *pattern) look() {
	tree, err := syntax.Parse(p.expr, syntax.Perl)
	if err != nil {
		panic(err)
	}
	tree = tree.Simplify()
	p.need = neededBy(tree)
	if prog, err := syntax.Compile(tree); err == nil {
		p.from = startsOf(prog)
	}
}

func (p *pattern) MatchString(s string) bool {
	re := p.in(s)
	return re != nil && re.MatchString(s)
}

func (p *pattern) FindString(s string) string {
	if re := p.in(s); re != nil {
		return re.FindString(s)
	}
	return ""
}

func (p *pattern) FindStringIndex(s string) []int {
	if re := p.in(s); re != nil {
		return re.FindStringIndex(s)
	}
	return nil
}

func (p *pattern) FindStringSubmatch(s string) []string {
	if re := p.in(s); re != nil {
		return re.FindStringSubmatch(s)
	}
	return nil
}

func (p *pattern) FindStringSubmatchIndex(s string) []int {
	if re := p.in(s); re != nil {
		return re.FindStringSubmatchIndex(s)
	}
	return nil
}

func (p *pattern) FindAllString(s string, n int) []string {
	if re := p.in(s); re != nil {
		return re.FindAllString(s, n)
	}
	return nil
}

func (p *pattern) FindAllStringIndex(s string, n int) [][]int {
	if re := p.in(s); re != nil {
		return re.FindAllStringIndex(s, n)
	}
	return nil
}

func (p *pattern) FindAllStringSubmatch(s string, n int) [][]string {
	if re := p.in(s); re != nil {
		return re.FindAllStringSubmatch(s, n)
	}
	return nil
}

func (p *pattern) FindAllStringSubmatchIndex(s string, n int) [][]int {
	if re := p.in(s); re != nil {
		return re.FindAllStringSubmatchIndex(s, n)
	}
	return nil
}

func (p *pattern) ReplaceAllString(s, repl string) string {
	if re := p.in(s); re != nil {
		return re.ReplaceAllString(s, repl)
	}
	return s
}

func (p *pattern) ReplaceAllStringFunc(s string, repl func(string) string) string {
	if re := p.in(s); re != nil {
		return re.ReplaceAllStringFunc(s, repl)
	}
	return s
}

func (p *pattern) Split(s string, n int) []string {
	if re := p.in(s); re != nil || n == 0 {
		return p.re().Split(s, n)
	}
	return []string{s}
}

// Classes of characters: the letters of ASCII in either case are 1 to 26.
const (
	classEnd   = 0 // of the text
	classDigit = 27
	classSpace = 28
	classDot   = 29
	classPunct = 30
	classOther = 31 // not ASCII, and "_", which for \b is a letter
	classes    = 32
	allClasses = 1<<classes - 1
	inRune     = 0xFF // a byte that goes on with a character
)

// classOf is the class of the character that a byte begins.
var classOf = func() (out [256]uint8) {
	for c := range out {
		switch {
		case c >= 'a' && c <= 'z':
			out[c] = uint8(c-'a') + 1
		case c >= 'A' && c <= 'Z':
			out[c] = uint8(c-'A') + 1
		case c >= '0' && c <= '9':
			out[c] = classDigit
		case c == ' ' || c >= '\t' && c <= '\r':
			out[c] = classSpace
		case c == '.':
			out[c] = classDot
		case c >= 0x80 && c < 0xC0:
			out[c] = inRune
		case c >= 0x80 || c == '_':
			out[c] = classOther
		default:
			out[c] = classPunct
		}
	}
	return out
}()

// What stands before a match, as far as \b and ^ look at it.
const (
	atBegin = iota
	afterSign
	afterWord
	afterOther // of classOther, which may be either
	befores
)

// starts holds the characters with which a match can begin: of the classes of
// the first two, after what stands before them, those of the third as bits.
type starts struct {
	by       [befores][classes][classes]uint32
	anchored bool // a match begins at the beginning of the text alone
}

// within reports whether a match can begin somewhere in a text.
func (t *starts) within(s string) bool {
	before, first, second, filled := atBegin, uint8(0), uint8(0), 0
	for i := 0; i < len(s)+3; i++ {
		third := uint8(classEnd)
		if i < len(s) {
			if third = classOf[s[i]]; third == inRune {
				continue
			}
		}
		if filled >= 2 {
			if t.by[before][first][second]>>third&1 != 0 {
				return true
			}
			if t.anchored {
				return false
			}
			switch {
			case first <= classDigit:
				before = afterWord
			case first == classOther:
				before = afterOther
			default:
				before = afterSign
			}
		}
		first, second = second, third
		filled++
	}
	return false
}

// starter collects what matches of a program begin with.
type starter struct {
	prog *syntax.Prog
	next map[uint32][]begun     // by instruction
	rows map[uint32]*[32]uint32 // the third characters by the second one
}

// begun is a way to go on: a character of some classes and the instruction after it.
type begun struct {
	classes uint32
	out     uint32
	matched bool // nothing more is needed
	begin   bool // only at the beginning of the text
	border  bool // only between a letter and no letter
}

// startsOf returns the starts of a program; nil if a match can begin with anything.
func startsOf(prog *syntax.Prog) *starts {
	s := &starter{prog, map[uint32][]begun{}, map[uint32]*[32]uint32{}}
	t := &starts{anchored: true}
	for _, b := range s.follow(uint32(prog.Start)) {
		if b.matched && b.classes == allClasses {
			return nil
		}
		t.anchored = t.anchored && b.begin
		row := s.row(b)
		for first := range uint8(classes) {
			if b.classes>>first&1 == 0 {
				continue
			}
			letter := first >= 1 && first <= classDigit
			for before := range befores {
				noBorder := first != classOther && before != afterOther && letter == (before == afterWord)
				if b.begin && before != atBegin || b.border && noBorder {
					continue
				}
				for second, thirds := range row {
					t.by[before][first][second] |= thirds
				}
			}
		}
	}
	return t
}

// row returns the third characters by the second one after b.
func (s *starter) row(b begun) *[32]uint32 {
	if b.matched {
		var row [32]uint32
		for second := range row {
			row[second] = allClasses
		}
		return &row
	}
	if row := s.rows[b.out]; row != nil {
		return row
	}
	row := &[32]uint32{}
	s.rows[b.out] = row
	for _, c := range s.follow(b.out) {
		thirds := uint32(allClasses)
		if !c.matched {
			thirds = 0
			for _, d := range s.follow(c.out) {
				thirds |= d.classes
			}
		}
		for second := range uint8(classes) {
			if c.classes>>second&1 != 0 {
				row[second] |= thirds
			}
		}
	}
	return row
}

// follow returns the ways to go on from an instruction.
func (s *starter) follow(pc uint32) []begun {
	if out, ok := s.next[pc]; ok {
		return out
	}
	var out []begun
	type state struct {
		pc                 uint32
		begin, border, end bool
	}
	seen := map[state]bool{}
	var walk func(pc uint32, so begun, end bool)
	walk = func(pc uint32, so begun, end bool) {
		at := state{pc, so.begin, so.border, end}
		if seen[at] {
			return
		}
		seen[at] = true
		i := &s.prog.Inst[pc]
		switch i.Op {
		case syntax.InstAlt, syntax.InstAltMatch:
			walk(i.Out, so, end)
			walk(i.Arg, so, end)
		case syntax.InstCapture, syntax.InstNop:
			walk(i.Out, so, end)
		case syntax.InstEmptyWidth:
			what := syntax.EmptyOp(i.Arg)
			so.begin = so.begin || what&syntax.EmptyBeginText != 0
			so.border = so.border || what&syntax.EmptyWordBoundary != 0
			walk(i.Out, so, end || what&syntax.EmptyEndText != 0)
		case syntax.InstMatch:
			so.matched, so.classes = true, allClasses
			if end {
				so.classes = 1 << classEnd
			}
			out = append(out, so)
		case syntax.InstFail:
		default:
			so.classes, so.out = runeClasses(i), i.Out
			if !end {
				out = append(out, so)
			}
		}
	}
	walk(pc, begun{}, false)
	s.next[pc] = out
	return out
}

// runeClasses returns the classes of the characters that an instruction takes.
func runeClasses(i *syntax.Inst) uint32 {
	switch i.Op {
	case syntax.InstRuneAny, syntax.InstRuneAnyNotNL:
		return allClasses &^ (1 << classEnd)
	}
	if len(i.Rune) == 1 {
		return classesOf(i.Rune[0], i.Rune[0])
	}
	out := uint32(0)
	for n := 0; n < len(i.Rune); n += 2 {
		out |= classesOf(i.Rune[n], i.Rune[n+1])
	}
	return out
}

// classesOf returns the classes of the characters from lo to hi, in either case:
// beyond ASCII there are a K and an s of other signs.
func classesOf(lo, hi rune) uint32 {
	out := uint32(0)
	for r := lo; r <= min(hi, 0x7F); r++ {
		out |= 1 << classOf[r]
		if r|0x20 == 'k' || r|0x20 == 's' {
			out |= 1 << classOther
		}
	}
	if hi > 0x7F {
		out |= 1 << classOther
	}
	return out
}

// needed are characters of which each match has one; none if it need not.
type needed struct {
	ascii [2]uint64
	other bool // or any that is not ASCII
	rank  int  // how rare they are; 0 if there are none
}

// Ranks of characters, the rarer the higher.
const (
	rankLetter = 1
	rankCommon = 2 // space, digit, comma, full stop
	rankSign   = 3
)

func (n *needed) missing(s string) bool {
	if n.rank <= rankLetter {
		return false
	}
	for i := range len(s) {
		if c := s[i]; c < 0x80 && n.ascii[c>>6]>>(c&63)&1 != 0 || c >= 0x80 && n.other {
			return false
		}
	}
	return true
}

// neededBy returns the rarest characters that each match has.
func neededBy(re *syntax.Regexp) needed {
	switch re.Op {
	case syntax.OpLiteral:
		best := needed{}
		for _, r := range re.Rune {
			if n := neededOf(r, r, re.Flags&syntax.FoldCase != 0); n.rank > best.rank {
				best = n
			}
		}
		return best
	case syntax.OpCharClass:
		all := needed{rank: rankSign}
		for i := 0; i < len(re.Rune); i += 2 {
			all = all.or(neededOf(re.Rune[i], re.Rune[i+1], false))
		}
		return all
	case syntax.OpCapture, syntax.OpPlus:
		return neededBy(re.Sub[0])
	case syntax.OpRepeat:
		if re.Min > 0 {
			return neededBy(re.Sub[0])
		}
	case syntax.OpConcat:
		best := needed{}
		for _, sub := range re.Sub {
			if n := neededBy(sub); n.rank > best.rank {
				best = n
			}
		}
		return best
	case syntax.OpAlternate:
		all := needed{rank: rankSign}
		for _, sub := range re.Sub {
			all = all.or(neededBy(sub))
		}
		return all
	}
	return needed{}
}

func (n needed) or(m needed) needed {
	return needed{[2]uint64{n.ascii[0] | m.ascii[0], n.ascii[1] | m.ascii[1]}, n.other || m.other, min(n.rank, m.rank)}
}

func neededOf(lo, hi rune, fold bool) needed {
	n := needed{rank: rankSign, other: hi >= 0x80}
	for r := lo; r <= min(hi, 0x7F); r++ {
		n.ascii[r>>6] |= 1 << (r & 63)
		switch class := classOf[r]; {
		case class >= 1 && class <= 26:
			n.rank = rankLetter
		case class == classDigit, class == classSpace && r == ' ', class == classDot, r == ',':
			n.rank = min(n.rank, rankCommon)
		}
	}
	if fold && n.rank == rankLetter || hi >= 0x80 && lo < 0x80 {
		n.rank = rankLetter // both cases, and more, are too common to be looked for
	}
	return n
}
