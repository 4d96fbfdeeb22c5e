package scorer

import (
	"cmp"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"shortlist/index"
	"shortlist/parser"
)

// posting is a job posting as read.
type posting struct {
	rules *postingRules
	lines []postingLine
	said  []*said // of the lines

	title     string
	seniority rankedWords // the zero value if it names none
	years     float64     // least years of experience asked; 0 if none
	degree    degree      // the zero value if none is asked
	languages []languageAsked
	place     string
	remote    string // "remote", "hybrid", "on-site" or ""
	shouted   bool   // set in capitals, which then say nothing
}

type languageAsked struct {
	name      string
	preferred bool
}

// readPosting reads the text of a posting.
func (r *postingRules) readPosting(text string) *posting {
	if looksLikeHTML(text) {
		text = textOfHTML(text)
	}
	p := &posting{rules: r, lines: r.linesOf(text)}
	upper, letters := 0, 0
	for _, st := range postingOf(p.lines).Statements {
		s := prepare(&st, index.Tokens(st.Text), false, quantities{})
		p.said = append(p.said, s)
		for _, t := range s.tokens {
			if isUpper(t.Text) {
				upper++
			}
			letters++
		}
	}
	p.shouted = upper*2 > letters
	p.title = p.findTitle()
	p.seniority = r.levelOf(p.title)
	p.place = p.findPlace()
	p.remote = p.findRemote()
	p.years = p.findYears()
	p.degree = p.findDegree()
	p.languages = p.findLanguages()
	return p
}

var (
	titleLabelRE = regexp.MustCompile(`(?i)^(?:job title|title|position|position title|role|vacancy|post|job)\s*:\s*(.+)`)
	hiringRE     = regexp.MustCompile(`(?i)^(?:we(?:'| a)re (?:hiring|looking for|seeking)|now hiring|hiring|wanted|job opening|vacancy|job vacancy|join us as|join our team as)\b:?\s*(?:an? |our |experienced )?`)
	seekingRE    = regexp.MustCompile(`(?i)\b(?:looking for|seeking|seeks|hiring|recruiting|appoint|recruit|vacancy for|opportunity for|join us as|position of|role of)(?: to \w+)? (?:an? |our |experienced )?([\pL /&-]{4,60}?)(?: to | for | with | who | in | at |[.,;!(]|$)`)
	wantedRE     = regexp.MustCompile(`(?i)^([\pL /&'-]{3,50}?) (?:wanted|needed|required|sought)\b`)
	placeLabelRE = regexp.MustCompile(`(?i)^(?:(?:job |work |office |primary )?locations?|place of work|workplace|work place|based(?: in)?|where|city|site)\s*:\s*(.+)`)
)

// headLines is how many lines at the beginning of a posting may hold its title
// and its place.
const headLines = 8

// shortLine is how many words a line has at most that names the place or the
// title of a job.
const shortLine = 14

// findTitle returns the title of the job as the posting has it.
func (p *posting) findTitle() string {
	for _, l := range p.lines {
		if l.top {
			return l.text
		}
		if m := titleLabelRE.FindStringSubmatch(l.text); m != nil && len(strings.Fields(m[1])) <= 12 {
			return m[1]
		}
	}
	first := ""
	if len(p.lines) > 0 {
		if m := wantedRE.FindStringSubmatch(p.lines[0].text); m != nil && p.rules.namesWork(index.Tokens(m[1])) {
			return m[1]
		}
	}
	for _, l := range p.lines[:min(headLines, len(p.lines))] {
		if l.heading && !l.marked || l.item || len(strings.Fields(l.text)) > shortLine || strings.HasSuffix(l.text, ".") {
			continue
		}
		text := strings.TrimRight(hiringRE.ReplaceAllString(l.text, ""), "!:")
		label := strings.Contains(text, ":") && !strings.Contains(text, " - ")
		if p.rules.namesWork(index.Tokens(text)) && !label {
			return text
		}
		if first == "" && !label && len(strings.Fields(text)) <= 8 {
			first = text
		}
	}
	for _, l := range p.lines {
		if m := seekingRE.FindStringSubmatch(l.text); m != nil && p.rules.namesWork(index.Tokens(m[1])) {
			return strings.TrimSpace(m[1])
		}
	}
	if len(p.lines) > 1 {
		return first
	}
	return ""
}

// levelOf returns the level that a title names, the highest of several.
func (r *postingRules) levelOf(title string) rankedWords {
	var out rankedWords
	title, _, _ = strings.Cut(title, " to ")
	tokens := index.Tokens(title)
	group, _ := r.fieldOf(title)
	for _, x := range r.seniority {
		if (x.group == "" || x.group == group) && x.words.within(tokens) && (out.name == "" || x.rank > out.rank) {
			out = x
		}
	}
	return out
}

// findPlace returns where the work is done.
func (p *posting) findPlace() string {
	for _, l := range p.lines {
		if m := placeLabelRE.FindStringSubmatch(l.text); m != nil {
			if place := placeIn(m[1]); place != "" {
				return place
			}
			if before, _, _ := strings.Cut(m[1], "("); len(strings.Fields(before)) <= 4 && !remoteRE.MatchString(before) {
				return strings.TrimSpace(before)
			}
		}
	}
	for i, l := range p.lines {
		if l.kind == partOffer || l.kind == partLegal || l.kind == partApply || i >= headLines && l.kind == partRequired {
			continue
		}
		for _, sentence := range sentencesOf(l.text) {
			if i >= headLines && !placedRE.MatchString(sentence) {
				continue
			}
			if place := placeIn(sentence); place != "" {
				return place
			}
			if m := townRE.FindStringSubmatch(sentence); m != nil && i < headLines && len(strings.Fields(sentence)) <= shortLine && !p.rules.namesWork(index.Tokens(m[1])) {
				return m[1]
			}
		}
	}
	return ""
}

var (
	townRE      = regexp.MustCompile(`, ([\p{Lu}][\pL.'-]+(?: [\p{Lu}][\pL.'-]+)?, [\p{Lu}][\pL.'-]+(?: [\p{Lu}][\pL.'-]+)?)$`) // of a small town: "…, Falmouth, Cornwall"
	placedRE    = regexp.MustCompile(`(?i)\b(?:in|at|based|office|depot|site|branch|store|clinic|hospital|near)\b`)
	sentencesRE = regexp.MustCompile(`[.!?]\s+`)
)

func sentencesOf(text string) []string { return sentencesRE.Split(text, -1) }

func placeIn(text string) string {
	place, _, _, ok := parser.FindPlace(text)
	if !ok {
		return ""
	}
	place, _, _ = strings.Cut(place, "(")
	return strings.TrimSpace(place)
}

var (
	remoteRE  = regexp.MustCompile(`(?i)\b(?:fully remote|remote(?:ly)?|work from home|working from home|home[- ]based|telecommut\w+|home office|wfh|télétravail)\b`)
	notSiteRE = regexp.MustCompile(`(?i)\bremote (?:monitoring|control\w*|sens\w+|access|desktop|support|sites?|areas?|villages?|diagnos\w+|operat\w+|locations?|teams?|colleagues|hands)\b|\b(?:not|no|non)[- ](?:a )?remote\b|remote (?:work )?(?:is )?not\b|remote(?: work)?\s*:\s*no\b`)
	hybridRE  = regexp.MustCompile(`(?i)\bhybrid\b|\b\w+ days? (?:office|home|remote)\b|\b\w+ days? (?:a|per|each) week (?:in|at|from) (?:the |our )?(?:\w+ )?(?:office|home|site)|\b\w+ days (?:on[- ]site|in (?:the )?office|from home|at home)|\b\d{1,2} ?% (?:mobile|remote|home)|\bpartly remote|\bpartially remote`)
	notHybrid = regexp.MustCompile(`(?i)\bhybrid (?:vehicle|cloud|car|engine|electric|truck|system|seed|app)\w*`)
	onSiteRE  = regexp.MustCompile(`(?i)\bon[- ]?site\b|\bin[- ]office\b|\bin[- ]person\b|\bnot remote\b|\bno remote\b|\bnon-remote\b|\boffice[- ]based\b`)
)

// findRemote tells whether the work is done from elsewhere.
func (p *posting) findRemote() string {
	var remote, hybrid, onSite bool
	for i, l := range p.lines {
		if l.kind == partAbout || l.kind == partLegal {
			continue
		}
		head := i < headLines || l.kind == partFacts || placeLabelRE.MatchString(l.text) || strings.Contains(l.text, "odel:")
		text := notSiteRE.ReplaceAllString(l.text, "")
		remote = remote || remoteRE.MatchString(text) && (head || l.kind != partOffer)
		hybrid = hybrid || hybridRE.MatchString(notHybrid.ReplaceAllString(l.text, ""))
		onSite = onSite || head && len(strings.Fields(l.text)) <= shortLine && onSiteRE.MatchString(l.text)
	}
	switch {
	case hybrid:
		return "hybrid"
	case remote:
		return "remote"
	case onSite:
		return "on-site"
	}
	return ""
}

const smallNumbers = `one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty`

var (
	yearsRE    = regexp.MustCompile(`(?i)\b(\d{1,2}(?:\.\d)?|` + smallNumbers + `)(?:\s*\(\s*\d{1,2}\s*\))?\s*\+?(?:\s*(?:-|–|—|to)\s*(?:\d{1,2}|` + smallNumbers + `)\s*\+?)?(?:\s+(?:or more|plus|full|solid|consecutive))?\s*(years?|yrs?|months?)\b`)
	notWorkRE  = regexp.MustCompile(`(?i)^\W*(?:or )?(?:old|older|of age|ago|contract|fixed|warranty|growth|in business|lease|maternity|term|probation)\b`)
	notSpentRE = regexp.MustCompile(`(?i)\b(?:founded|last|past|every|within|history of|since|next|after|aged|probation|for over|for more than|term|contract)\W*(?:the )?$`)
	workedRE   = regexp.MustCompile(`(?i)\b(?:experienced?|minimum|least|background|post-?qualification|pqe|hands-on|working)\b|\+`)
	monthsUnit = regexp.MustCompile(`(?i)^months?$`)
)

// findYears returns the years of experience asked: of several the longest, a
// wish only where nothing is required.
func (p *posting) findYears() float64 {
	most, wished, instead := 0.0, 0.0, 0.0
	p.eachPart(func(s *said, x part) {
		text := s.Text[s.tokens[x.from].Start:s.tokens[x.to-1].End]
		at := s.tokens[x.from].Start
		for _, m := range yearsRE.FindAllStringSubmatchIndex(text, -1) {
			if notWorkRE.MatchString(text[m[1]:]) || notSpentRE.MatchString(text[:m[0]]) || x.kind != partRequired && x.kind != partPreferred && !workedRE.MatchString(text) {
				continue
			}
			n := smallNumber(text[m[2]:m[3]])
			if monthsUnit.MatchString(text[m[4]:m[5]]) {
				n /= 12
			}
			switch i := s.tokenAt(at + m[0]); {
			case x.wishes(i):
				wished = max(wished, n)
			case p.insteadOf(s, x, i):
				instead = max(instead, n)
			default:
				most = max(most, n)
			}
		}
	})
	return cmp.Or(most, instead, wished)
}

// insteadOf reports whether the years at token i make up for a lower degree:
// "a bachelor's degree, or an associate degree with 6 years of experience".
func (p *posting) insteadOf(s *said, x part, i int) bool {
	before := span{x.from, i}
	return len(p.rules.degreesIn(s, before, s.isDegree)) > 1 &&
		slices.ContainsFunc(s.tokens[x.from:i], func(t index.Token) bool { return byWord(t) == "or" })
}

func smallNumber(s string) float64 {
	if n, ok := spelledNumbers[strings.ToLower(s)]; ok {
		return n
	}
	n, _ := strconv.ParseFloat(s, 64)
	return n
}

// eachPart calls f for each part of the posting that may say what is asked.
func (p *posting) eachPart(f func(*said, part)) {
	for i, s := range p.said {
		l := p.lines[i]
		if l.heading && !strings.Contains(l.text, ":") || len(s.tokens) == 0 || !l.kind.asks() && l.kind != partFacts && !p.rules.labeled(l) {
			continue
		}
		for _, x := range p.rules.partsOf(l, s) {
			if x.kind.asks() || x.kind == partFacts {
				f(s, x)
			}
		}
	}
}

// degree is an education that is asked for or held.
type degree struct {
	span         // tokens that speak of it
	words    int // the token after its name
	level    string
	rank     int // from 1
	subjects []string
}

// findDegree returns the least degree that a posting asks for.
func (p *posting) findDegree() degree {
	var required, wished degree
	p.eachPart(func(s *said, x part) {
		if x.kind == partDuties {
			return
		}
		var least degree
		for _, d := range p.rules.degreesIn(s, x.span, s.isDegree) {
			if x.wishes(d.from) {
				if wished.rank == 0 {
					wished = d
				}
				continue
			}
			subjects := least.subjects
			for _, x := range d.subjects {
				if !slices.Contains(subjects, x) {
					subjects = append(subjects, x)
				}
			}
			if least.rank == 0 || d.rank < least.rank {
				least = d
			}
			least.subjects = subjects
		}
		if least.rank > required.rank {
			required = least
		}
	})
	if required.rank > 0 {
		return required
	}
	return wished
}

// degreeNeeds are words of which one must follow a phrase that means something
// else without it.
var degreeNeeds = map[string]map[string]bool{
	"high school":      wordSet("diploma degree graduate education or equivalent ged certificate leaving"),
	"secondary school": wordSet("diploma degree graduate education or equivalent certificate leaving"),
	"master":           wordSet("of degree in or level"),
	"masters":          wordSet("of degree in or level"),
	"associate":        wordSet("of degree or"),
	"abbreviation":     wordSet("in or degree and required preferred from hons honours honors"),
}

// degreesIn finds the degrees in a part of a sentence, each with its subjects; is
// decides whether the words of a degree mean one.
func (r *postingRules) degreesIn(s *said, x span, is func(span) bool) []degree {
	var out []degree
	for i := x.from; i < x.to; i++ {
		d := degree{}
		n := 0
		for _, level := range r.degrees {
			if k := level.words.at(s.tokens, i); k > n && i+k <= x.to && is(span{i, i + k}) {
				n, d.level, d.rank = k, level.name, level.rank
			}
		}
		if n == 0 || len(out) > 0 && byWord(s.tokens[i]) == "degree" && out[len(out)-1].words == i {
			continue
		}
		d.words = i + n
		d.span = span{i, r.degreeEnd(s, i+n, x.to)}
		d.subjects = r.subjectsIn(s, span{i + n, d.to})
		out = append(out, d)
		i += n - 1
	}
	return out
}

// isDegree reports whether the words of a phrase mean a degree where they stand.
func (s *said) isDegree(w span) bool {
	words := strings.ToLower(s.Text[s.tokens[w.from].Start:s.tokens[w.to-1].End])
	next := ""
	if w.to < len(s.tokens) && s.sentences[w.to] == s.sentences[w.from] {
		next = byWord(s.tokens[w.to])
	}
	letters := 0
	for _, t := range s.tokens[w.from:w.to] {
		letters = max(letters, len(t.Text))
		if len(t.Text) <= 3 && w.to-w.from <= 2 && words != "phd" && !strings.HasPrefix(words, "hon") && !s.upper(w.from) {
			return false
		}
	}
	if needs := degreeNeeds[words]; needs != nil {
		possessive := w.to < len(s.tokens) && strings.HasPrefix(s.gap(w.to), "'s") || w.to == len(s.tokens) && strings.HasSuffix(s.Text, "'s")
		return needs[next] || possessive || strings.HasSuffix(words, "masters")
	}
	if letters <= 2 && w.to-w.from == 1 {
		return isUpper(s.tokens[w.from].Text) && (degreeNeeds["abbreviation"][next] || w.to < len(s.tokens) && strings.HasPrefix(s.gap(w.to), "/"))
	}
	return !(words == "degree" && next == "of")
}

// degreeEnd returns where the words end that belong to a degree.
func (r *postingRules) degreeEnd(s *said, from, to int) int {
	for i := from; i < to; i++ {
		gap := s.gap(i)
		if strings.ContainsAny(gap, ";:|•") || strings.Contains(gap, " - ") || strings.Contains(gap, " – ") || s.sentences[i] != s.sentences[i-1] {
			return i
		}
		switch byWord(s.tokens[i]) {
		case "with", "plus", "who", "combined", "preferred", "required", "desirable", "is":
			return i
		case "and":
			if i+1 < to && (r.stop.at(s.tokens, i+1) > 0 || !hasLetter(s.tokens[i+1].Text) || r.light.is(s.tokens[i+1])) {
				return i
			}
		}
	}
	return to
}

// subjectsIn returns what a degree is asked in: "in Biology or a related subject".
func (r *postingRules) subjectsIn(s *said, x span) []string {
	from := -1
	for i := x.from; i < x.to; i++ {
		if w := byWord(s.tokens[i]); w == "in" || w == "of" {
			from = i + 1
			break
		}
	}
	if from < 0 {
		return nil
	}
	var out []string
	start := from
	flush := func(to int) {
		words := span{start, to}
		for words.from < words.to && (r.stop.is(s.tokens[words.from]) || r.light.is(s.tokens[words.from])) {
			words.from++
		}
		for words.to > words.from && (r.stop.is(s.tokens[words.to-1]) || r.light.is(s.tokens[words.to-1])) {
			words.to--
		}
		if words.from < words.to && words.to-words.from <= 4 {
			if text := s.text(words); !slices.Contains(out, text) {
				out = append(out, text)
			}
		}
	}
	for i := from; i < x.to; i++ {
		if w := byWord(s.tokens[i]); i > from && s.breaks(i) || w == "or" {
			flush(i)
			start = i
			if w == "or" {
				start = i + 1
			}
		}
	}
	flush(x.to)
	return out
}

var (
	spokenRE   = regexp.MustCompile(`(?i)\b(?:fluent|fluency|fluently|speak\w*|spoken|written|native|languages?|bilingual|multilingual|level|proficien\w+|communicat\w+|knowledge|good|excellent|strong|basic|plus|asset|advantage|bonus|mother tongue|conversational|business|[ABC][12]|in)\b`)
	notSpoken  = wordSet("teacher teachers literature curriculum gcse department faculty lessons law market company government customers office clients subsidiary team")
	longSpoken = 8 // words of a line that names a language and little else
)

// findLanguages returns the languages that a posting asks for, each once.
func (p *posting) findLanguages() []languageAsked {
	out := []languageAsked{}
	add := func(s *said, x part) {
		words := s.tokens[x.from:x.to]
		if !spokenRE.MatchString(s.text(x.span)) && len(words) > longSpoken {
			return
		}
		for i := x.from; i < x.to; i++ {
			n := p.rules.languages.at(s.tokens, i)
			if n == 0 || !s.upper(i) || i+n < len(s.tokens) && notSpoken[byWord(s.tokens[i+n])] {
				continue
			}
			name, wished := s.text(span{i, i + n}), x.wishes(i)
			at := slices.IndexFunc(out, func(l languageAsked) bool { return strings.EqualFold(l.name, name) })
			if at < 0 {
				out = append(out, languageAsked{name, wished})
			} else if !wished {
				out[at].preferred = false
			}
		}
	}
	p.eachPart(func(s *said, x part) {
		if x.kind != partFacts {
			add(s, x)
		}
	})
	st := parser.Statement{Text: p.title}
	if s := prepare(&st, index.Tokens(p.title), false, quantities{}); len(s.tokens) > 0 && spokenRE.MatchString(p.title) {
		add(s, part{span: span{0, len(s.tokens)}, kind: partRequired})
	}
	return out
}
