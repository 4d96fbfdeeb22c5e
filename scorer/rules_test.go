package scorer

import (
	"cmp"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"

	"shortlist/index"
	"shortlist/parser"
)

// A vocabulary of one signal and a role that counts it, with a place for each
// part under test.
const (
	oneSignal = `shared: [Redis]
words:
  build: [build, built]
signals:
  - id: cloud
    label: Cloud
    questions: [slow-dependency]
    names: [AWS, Redis]
    terms: [cloud cost]
    deeds:
      - "$build .. cloud"
    why: Because.
    how: Thus.
    claim: So.
`
	oneRole = `name: pilot
families:
  - id: sky
    label: Sky
    points: 40
    signals:
      - {id: cloud, weight: 1}
expectations:
  - from: senior
    signal: cloud
    why: seniors fly
`
)

func TestRulesAreChecked(t *testing.T) {
	second := strings.ReplaceAll(oneSignal[strings.Index(oneSignal, "  - id: cloud"):], "id: cloud", "id: other")
	both := strings.Replace(oneRole, "weight: 1}\n", "weight: 1}\n      - {id: other, weight: 1}\n", 1)
	own := both + "signals:\n" + second
	for _, c := range []struct {
		name, from, to string // in the vocabulary, or else in the role
		role           string // "" for oneRole
		want           string // a regular expression; "" if it loads
	}{
		{"as it is", "", "", "", ""},
		{"unknown field", "    label: Cloud\n", "    label: Cloud\n    color: red\n", "", `signals.yaml:7: unknown field "color"`},
		{"wrong type", "label: Cloud", "label: [Cloud]", "", `signals.yaml:6: `},
		{"bad YAML", "why: Because.", "why: Because: of: that", "", `signals.yaml:12: `},
		{"empty text", "how: Thus.", `how: ""`, "", `signals.yaml:5: cloud: how is empty`},
		{"empty term", "[cloud cost]", `[""]`, "", `signals.yaml:9: cloud: an empty term`},
		{"duplicate alias", "[cloud cost]", "[cloud cost, aws]", "", `signals.yaml:9: "aws" stands in scorer/data/signals.yaml:8 already, under cloud`},
		{"bad question", "[slow-dependency]", "[Slow Dependency]", "", `signals.yaml:5: cloud: "Slow Dependency" is no id of a question`},
		{"no question", "[slow-dependency]", "[]", "", `signals.yaml:5: cloud: no questions`},
		{"bad need", "label: Cloud", "label: Cloud\n    needs: luck", "", `signals.yaml:5: cloud: needs is "luck"`},
		{"unknown words", "$build", "$fly", "", `signals.yaml:11: cloud: there are no words \$fly`},
		{"unknown number", "$build .. cloud", "#dozen .. cloud", "", `signals.yaml:11: cloud: there are no numbers #dozen`},
		{"pattern of numbers", "$build .. cloud", "# .. ##", "", `signals.yaml:11: cloud: .* no words to search for`},
		{"empty alternative", "$build .. cloud", "cloud||sky", "", `signals.yaml:11: cloud: an empty alternative`},
		{"duplicate signal", "    claim: So.\n", "    claim: So.\n" + strings.ReplaceAll(second, "id: other", "id: cloud"), "", `signals.yaml:15: the signal "cloud" stands in scorer/data/signals.yaml:5 already`},
		{"alias of two signals", "    claim: So.\n", "    claim: So.\n" + strings.Replace(second, "[AWS, Redis]", "[AWS]", 1), both, `signals.yaml:18: "AWS" stands in scorer/data/signals.yaml:8 already, under cloud`},
		{"shared alias", "    claim: So.\n", "    claim: So.\n" + strings.NewReplacer("[AWS, Redis]", "[Redis]", "[cloud cost]", "[sky]", "$build .. cloud", "$build .. sky").Replace(second), both, ""},
		{"signal of no role", "    claim: So.\n", "    claim: So.\n" + strings.NewReplacer("[AWS, Redis]", "[Redis]", "[cloud cost]", "[sky]", "$build .. cloud", "$build .. sky").Replace(second), "", `signals.yaml:15: no role counts the signal "other"`},
		{"no signals", oneSignal[strings.Index(oneSignal, "signals:"):], "signals: []\n", "", `no signals`},

		{"unknown signal", "{id: cloud,", "{id: clod,", "", `roles/pilot.yaml:7: there is no signal "clod"`},
		{"signal twice", "weight: 1}\n", "weight: 1}\n      - {id: cloud, weight: 1}\n", "", `roles/pilot.yaml:8: the signal "cloud" stands twice`},
		{"bad weight", "weight: 1}", "weight: 7}", "", `roles/pilot.yaml:7: cloud: the weight is 7`},
		{"bad sum", "points: 40", "points: 39", "", `roles/pilot.yaml: the points of the families add up to 39, not 40`},
		{"no points", "    points: 40\n", "", "", `roles/pilot.yaml:3: the family "sky" needs`},
		{"no name", "name: pilot\n", "", "", `roles/pilot.yaml: the role has no name`},
		{"unknown level", "from: senior", "from: captain", "", `roles/pilot.yaml:9: there is no level "captain"`},
		{"expectation of another signal", "signal: cloud", "signal: sun", "", `roles/pilot.yaml:10: an expectation needs`},
		{"unknown field of a role", "name: pilot", "nom: pilot", "", `roles/pilot.yaml:1: unknown field "nom"`},
		{"own signal with the aliases of the vocabulary", "", "", own, ""},
		{"own signal with an alias twice", "", "", strings.Replace(own, "[cloud cost]", "[AWS]", 1), `roles/pilot.yaml:18: "AWS" stands in scorer/data/roles/pilot.yaml:17 already, under other`},
		{"own signal of an id that is taken", "", "", strings.ReplaceAll(own, "id: other", "id: cloud"), `roles/pilot.yaml:14: the signal "cloud" stands in scorer/data/signals.yaml:5 already`},
	} {
		t.Run(c.name, func(t *testing.T) {
			role := cmp.Or(c.role, oneRole)
			data := strings.Replace(oneSignal, c.from, c.to, 1)
			if data == oneSignal {
				role = strings.Replace(role, c.from, c.to, 1)
			}
			v, err := readVocabulary([]byte(data))
			if err == nil {
				var files []roleFile
				if files, err = readRoleFiles(fstest.MapFS{"data/roles/pilot.yaml": {Data: []byte(role)}}); err == nil {
					_, err = makeRoles(v, files)
				}
			}
			if err == nil {
				_, err = newMatcher(v)
			}
			switch {
			case c.want == "" && err != nil:
				t.Errorf("err = %v", err)
			case c.want != "" && err == nil:
				t.Error("no error")
			case c.want != "" && !regexp.MustCompile("^"+regexp.QuoteMeta("scorer/data/")+".*"+c.want).MatchString(err.Error()):
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
		if len(r.ByRole["backend"]) > 0 {
			got = append(got, r.ID)
		}
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
		p, err := newPatternReader(words).read(c.pattern)
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
