package scorer

import (
	"bufio"
	"embed"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"shortlist/parser"
)

//go:embed data/checks.txt data/headings.txt data/spellings.txt data/verbs.txt
var checkFiles embed.FS

// checkRule is one line of data/checks.txt.
type checkRule struct {
	id, category, title string
	max, warn           float64
}

// structureChecks decides the structure checks by the rules of data/.
type structureChecks struct {
	rules     []checkRule
	limits    map[string]float64
	verbs     verbs
	headings  map[parser.Kind][]string
	spellings *spellings
	now       func() time.Time
}

// categoryMax is what the checks of a category give together.
var categoryMax = map[string]float64{"readability": 25, "structure": 20, "impact": 15}

// loadChecks reads and checks the embedded data of the structure checks. Its
// errors name the file and the line.
func loadChecks() (*structureChecks, error) {
	c := &structureChecks{
		limits:   make(map[string]float64),
		verbs:    make(verbs),
		headings: make(map[parser.Kind][]string),
		now:      time.Now,
	}
	spelled := make(map[string]string)
	for _, f := range []struct {
		name string
		line func(string) error
	}{
		{"data/checks.txt", c.addRule},
		{"data/headings.txt", c.addHeadings},
		{"data/spellings.txt", func(line string) error { return addSpelling(spelled, line) }},
		{"data/verbs.txt", c.addVerbs},
	} {
		data, err := checkFiles.ReadFile(f.name)
		if err != nil {
			return nil, err
		}
		if err := eachLine("scorer/"+f.name, string(data), f.line); err != nil {
			return nil, err
		}
	}
	c.spellings = newSpellings(spelled)
	return c, c.complete()
}

// eachLine calls f for each line of a data file that is neither empty nor a comment.
func eachLine(name, data string, f func(line string) error) error {
	s := bufio.NewScanner(strings.NewReader(data))
	for n := 1; s.Scan(); n++ {
		line := strings.TrimSpace(s.Text())
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		if err := f(line); err != nil {
			return fmt.Errorf("%s:%d: %w", name, n, err)
		}
	}
	return s.Err()
}

var ruleRE = regexp.MustCompile(`^check\s+(\S+)\s+(\S+)\s+([\d.]+)\s+([\d.]+)\s+(.+)$`)

func (c *structureChecks) addRule(line string) error {
	if name, value, ok := strings.Cut(strings.TrimPrefix(line, "limit "), " "); ok && strings.HasPrefix(line, "limit ") {
		return c.addLimit(name, strings.TrimSpace(value))
	}
	m := ruleRE.FindStringSubmatch(line)
	if m == nil {
		return fmt.Errorf("%q is neither a check nor a limit", line)
	}
	r := checkRule{id: m[1], category: m[2], title: m[5]}
	if checkFuncs[r.id] == nil {
		return fmt.Errorf("unknown check %q", r.id)
	}
	if slices.ContainsFunc(c.rules, func(o checkRule) bool { return o.id == r.id }) {
		return fmt.Errorf("check %q stands twice", r.id)
	}
	if categoryMax[r.category] == 0 {
		return fmt.Errorf("unknown category %q", r.category)
	}
	var err error
	if r.max, err = strconv.ParseFloat(m[3], 64); err != nil {
		return err
	}
	if r.warn, err = strconv.ParseFloat(m[4], 64); err != nil {
		return err
	}
	if r.warn <= 0 || r.warn >= r.max {
		return fmt.Errorf("a warning of %q gives %v points, which must be between 0 and %v", r.id, r.warn, r.max)
	}
	c.rules = append(c.rules, r)
	return nil
}

func (c *structureChecks) addLimit(name, value string) error {
	if !slices.Contains(limitNames, name) {
		return fmt.Errorf("unknown limit %q", name)
	}
	if _, ok := c.limits[name]; ok {
		return fmt.Errorf("limit %q stands twice", name)
	}
	v, err := strconv.ParseFloat(value, 64)
	if err != nil {
		return err
	}
	c.limits[name] = v
	return nil
}

// limitNames are the thresholds that the checks ask for.
var limitNames = []string{
	"page-words", "order-agreement", "table-share", "box-share", "name-lines", "recent-years", "odd-headings", "gap-months",
	"overlap-months", "wall-words", "bullet-min", "bullet-max", "bullet-share", "verb-share", "same-verb",
	"figure-share", "lines-a-page", "letters-a-line", "one-page-years", "few-words", "first-person-lines", "misspelled",
	"repeated-skills", "heap-words", "heap-small", "word-in-line",
}

func (c *structureChecks) addHeadings(line string) error {
	kind, words, ok := strings.Cut(line, ":")
	if !ok || c.headings[parser.Kind(kind)] != nil {
		return fmt.Errorf("want one line “kind: word, word” a kind, have %q", line)
	}
	c.headings[parser.Kind(kind)] = splitList(words)
	return nil
}

func (c *structureChecks) addVerbs(line string) error {
	for _, w := range strings.Fields(line) {
		if err := c.verbs.addVerb(strings.Split(w, "/")); err != nil {
			return err
		}
	}
	return nil
}

// complete reports what the data files lack as a whole.
func (c *structureChecks) complete() error {
	sum := make(map[string]float64)
	for _, r := range c.rules {
		sum[r.category] += r.max
	}
	if !maps.Equal(sum, categoryMax) {
		return fmt.Errorf("scorer/data/checks.txt: the categories add up to %v, want %v", sum, categoryMax)
	}
	if len(c.rules) != len(checkFuncs) {
		return fmt.Errorf("scorer/data/checks.txt: %d checks, want %d", len(c.rules), len(checkFuncs))
	}
	for _, name := range limitNames {
		if _, ok := c.limits[name]; !ok {
			return fmt.Errorf("scorer/data/checks.txt: no limit %q", name)
		}
	}
	return nil
}

func splitList(s string) []string {
	var out []string
	for w := range strings.SplitSeq(s, ",") {
		if w = strings.TrimSpace(w); w != "" {
			out = append(out, w)
		}
	}
	return out
}
