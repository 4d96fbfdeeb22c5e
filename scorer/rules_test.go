package scorer

import (
	"regexp"
	"strings"
	"testing"

	"shortlist/index"
	"shortlist/parser"
)

// A data file of one signal, with a place for each part under test.
const oneSignal = `families:
  - {id: platform, label: Platform}
shared: [Redis]
words:
  build: [build, built]
signals:
  - id: cloud
    label: Cloud
    family: platform
    weight: 1
    questions: [slow-dependency]
    names: [AWS, Redis]
    terms: [cloud cost]
    deeds:
      - "$build .. cloud"
    why: Because.
    how: Thus.
    claim: So.
`

func TestRulesAreChecked(t *testing.T) {
	second := strings.ReplaceAll(oneSignal[strings.Index(oneSignal, "  - id: cloud"):], "id: cloud", "id: other")
	for _, c := range []struct {
		name, from, to string
		want           string // a regular expression; "" if it loads
	}{
		{"as it is", "", "", ""},
		{"unknown family", "family: platform", "family: plants", `:7: cloud: there is no family "plants"`},
		{"unknown field", "    weight: 1\n", "    weight: 1\n    color: red\n", `:11: unknown field "color"`},
		{"wrong type", "weight: 1", "weight: heavy", `:10: `},
		{"bad YAML", "why: Because.", "why: Because: of: that", `:16: `},
		{"empty text", "how: Thus.", `how: ""`, `:7: cloud: how is empty`},
		{"empty term", "[cloud cost]", `[""]`, `:13: cloud: an empty term`},
		{"duplicate alias", "[cloud cost]", "[cloud cost, aws]", `:13: "aws" stands in line 12 already, under cloud`},
		{"bad question", "[slow-dependency]", "[Slow Dependency]", `:7: cloud: "Slow Dependency" is no id of a question`},
		{"no question", "[slow-dependency]", "[]", `:7: cloud: no questions`},
		{"bad weight", "weight: 1", "weight: 7", `:7: cloud: the weight is 7`},
		{"bad need", "weight: 1", "weight: 1\n    needs: luck", `:7: cloud: needs is "luck"`},
		{"unknown words", "$build", "$fly", `:15: cloud: there are no words \$fly`},
		{"unknown number", "$build .. cloud", "#dozen .. cloud", `:15: cloud: there are no numbers #dozen`},
		{"pattern of numbers", "$build .. cloud", "# .. ##", `:15: cloud: .* no words to search for`},
		{"empty alternative", "$build .. cloud", "cloud||sky", `:15: cloud: an empty alternative`},
		{"duplicate signal", "    claim: So.\n", "    claim: So.\n" + strings.ReplaceAll(second, "id: other", "id: cloud"), `:19: the signal "cloud" stands in line 7 already`},
		{"alias of two signals", "    claim: So.\n", "    claim: So.\n" + strings.Replace(second, "[AWS, Redis]", "[AWS]", 1), `:24: "AWS" stands in line 12 already, under cloud`},
		{"shared alias", "    claim: So.\n", "    claim: So.\n" + strings.NewReplacer("[AWS, Redis]", "[Redis]", "[cloud cost]", "[sky]", "$build .. cloud", "$build .. sky").Replace(second), ""},
		{"no signals", oneSignal[strings.Index(oneSignal, "signals:"):], "signals: []\n", `no signals`},
	} {
		t.Run(c.name, func(t *testing.T) {
			data := strings.Replace(oneSignal, c.from, c.to, 1)
			f, err := parseRules([]byte(data))
			if err == nil {
				_, err = newMatcher(f)
			}
			switch {
			case c.want == "" && err != nil:
				t.Errorf("err = %v", err)
			case c.want != "" && err == nil:
				t.Error("no error")
			case c.want != "" && !regexp.MustCompile("^"+regexp.QuoteMeta(DataFile)+".*"+c.want).MatchString(err.Error()):
				t.Errorf("err = %v, want %s", err, c.want)
			}
		})
	}
}

// The ids are those that other programs rely on.
func TestRules(t *testing.T) {
	const want = `backend-language web-framework relational-database nosql-store caching data-modeling query-tuning
		schema-migration transactions-locking api-design api-lifecycle rate-limiting auth-security payments messaging
		delivery-guarantees concurrency service-architecture distributed-consistency architecture-decision incident-response
		resilience observability latency-performance scale reliability-targets cloud containers infrastructure-as-code
		delivery testing legacy documentation collaboration mentoring ownership`
	var got []string
	for _, r := range newScorer(t).Rules() {
		got = append(got, r.ID)
		if r.Line == 0 || r.Label == "" || len(r.Questions) == 0 {
			t.Errorf("%+v is not complete", r)
		}
	}
	if strings.Join(got, " ") != strings.Join(strings.Fields(want), " ") {
		t.Errorf("signals %v", got)
	}
}

func TestPatterns(t *testing.T) {
	words := map[string][]string{"cut": {"cut", "reduce"}}
	for _, c := range []struct {
		pattern, text, want string
	}{
		{"$cut .. latency", "Reduced the average latency", "Reduced … latency"},
		{"$cut .. latency", "Latency was cut", ""},
		{"$cut & latency", "Latency was cut", "cut … Latency"},
		{"$cut .. latency", "Cut costs. Latency rose", ""},
		{"$cut + latency", "Cut the latency", ""},
		{"$cut . latency", "Cut the p99 latency", "Cut … latency"},
		{"$cut . latency", "Cut the old search latency", ""},
		{"# + users", "Served 40 users", "40 … users"},
		{"## .. users", "Served 40 users", ""},
		{"## .. users", "Served 2.5M daily users", "2.5M … users"},
		{"## .. users", "Served two million users", "two million … users"},
		{"# + users", "In 2019 users complained", ""},
		{"## .. users", "Paid $2,000 to users", ""},
		{"ready + in + #time", "It is ready in half an hour", "ready … in … half an hour"},
		{"ready + in + #time", "It is ready in 300ms", "ready … in … 300ms"},
		{"ready + in + #time", "It is ready in forty minutes", "ready … in … forty minutes"},
		{"ready + in + #time", "It is ready in two towns", ""},
		{"requests .. #time", "Took 40 requests a second", ""},
		{"#percent .. users", "Asked 5% of the users", "5 … users"},
		{"#percent .. users", "Asked five percent of the users", "five percent … users"},
		{"#percent .. users", "Asked 5 of the users", ""},
		{"#year + program", "Replaced the 1998 program", "1998 … program"},
		{"#many", "Reached 20,000 active pupils", "20,000 active pupils"},
		{"#many", "Reached 20 pupils", ""},
		{"#many", "Wrote 20,000 lines", ""},
		{"#many", "Spent $20,000 on lamps", ""},
		{"=paged + twice", "Was paged twice", "paged … twice"},
		{"=paged + twice", "The page twice printed", ""},
		{"installment + plan", "The installation plan", ""},
		{"cut down|cut .. cost", "Cut down the cost", "Cut down … cost"},
	} {
		p, err := parsePattern(c.pattern, words)
		if err != nil {
			t.Fatal(err)
		}
		st := &parser.Statement{Text: c.text, Lines: []int{0}, Section: parser.Experience, Role: parser.RoleBullet}
		got := ""
		for _, found := range p.find(prepare(st, index.Tokens(c.text), false, quantities{})) {
			var words []string
			for _, w := range found {
				tokens := index.Tokens(c.text)
				words = append(words, c.text[tokens[w.from].Start:tokens[w.to-1].End])
			}
			got = strings.Join(words, " … ")
		}
		if got != c.want {
			t.Errorf("%q in %q: %q, want %q", c.pattern, c.text, got, c.want)
		}
	}
}
