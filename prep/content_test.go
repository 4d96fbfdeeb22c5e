package prep

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"shortlist/index"
	"shortlist/scorer"
)

// rubric is which signal leads to which questions, as the rubric fixes it.
var rubric = []struct{ signal, questions string }{
	{"backend-language", "rate-limiter"},
	{"web-framework", "rate-limiter"},
	{"relational-database", "choose-a-database zero-downtime-migration"},
	{"nosql-store", "choose-a-database"},
	{"data-modeling", "choose-a-database"},
	{"query-tuning", "database-performance"},
	{"schema-migration", "zero-downtime-migration"},
	{"transactions-locking", "optimistic-vs-pessimistic-locking"},
	{"concurrency", "optimistic-vs-pessimistic-locking"},
	{"caching", "caching-failure-modes"},
	{"messaging", "webhook-pipeline"},
	{"delivery-guarantees", "payment-idempotency webhook-pipeline"},
	{"payments", "payment-idempotency"},
	{"api-design", "api-versioning rate-limiter"},
	{"api-lifecycle", "api-versioning"},
	{"rate-limiting", "rate-limiter"},
	{"auth-security", "ship-or-harden"},
	{"service-architecture", "cross-service-consistency architecture-decision"},
	{"architecture-decision", "architecture-decision"},
	{"distributed-consistency", "cross-service-consistency"},
	{"incident-response", "production-incident"},
	{"resilience", "slow-dependency"},
	{"observability", "p99-regression inherited-service"},
	{"latency-performance", "p99-regression"},
	{"scale", "webhook-pipeline"},
	{"reliability-targets", "production-incident"},
	{"cloud", "slow-dependency"},
	{"containers", "slow-dependency"},
	{"infrastructure-as-code", "ship-or-harden"},
	{"delivery", "ship-or-harden"},
	{"testing", "ship-or-harden inherited-service"},
	{"legacy", "inherited-service"},
	{"documentation", "inherited-service"},
	{"collaboration", "technical-disagreement cross-service-consistency"},
	{"mentoring", "technical-disagreement"},
	{"ownership", "questions-for-interviewer"},
}

// groups are the questions of the backend page in its order.
var groups = []struct{ id, questions string }{
	{"behavioral", "ship-or-harden technical-disagreement questions-for-interviewer"},
	{"technical", "rate-limiter webhook-pipeline p99-regression choose-a-database zero-downtime-migration payment-idempotency caching-failure-modes optimistic-vs-pessimistic-locking api-versioning"},
	{"experience", "production-incident architecture-decision database-performance"},
	{"situational", "slow-dependency cross-service-consistency inherited-service"},
}

// loaded is the library with the scorer's rules, shared by the tests.
var loaded = sync.OnceValues(func() (*Library, error) {
	s, err := scorer.New()
	if err != nil {
		return nil, err
	}
	return Load(s.Rules())
})

func testLibrary(t *testing.T) *Library {
	t.Helper()
	l, err := loaded()
	if err != nil {
		t.Fatal(err)
	}
	return l
}

func TestPageFollowsRubric(t *testing.T) {
	page, ok := testLibrary(t).Role("backend")
	if !ok {
		t.Fatal("there is no page for backend")
	}
	if len(page.Groups) != len(groups) {
		t.Fatalf("%d groups, want %d", len(page.Groups), len(groups))
	}
	for i, g := range page.Groups {
		if got := strings.Join(g.ids(), " "); g.ID != groups[i].id || got != groups[i].questions {
			t.Errorf("group %s: %s\nwant %s: %s", g.ID, got, groups[i].id, groups[i].questions)
		}
	}
	if want := "Backend engineer interview questions (" + strconv.Itoa(time.Now().Year()) + ")"; page.Title != want {
		t.Errorf("title %q, want %q", page.Title, want)
	}
}

func TestPages(t *testing.T) {
	s, err := scorer.New()
	if err != nil {
		t.Fatal(err)
	}
	var ids []string
	for _, page := range testLibrary(t).Roles() {
		ids = append(ids, page.ID)
		own := 0
		for _, q := range page.all() {
			if q.Role == page.ID {
				own++
			}
		}
		if page.Count() < 15 || own < 7 {
			t.Errorf("%s: %d questions, %d of them its own", page.ID, page.Count(), own)
		}
		for _, g := range page.Groups {
			if n := sentences(g.Intro); n < 1 || n > 2 {
				t.Errorf("%s: the introduction of the group %s has %d sentences, want 1 or 2", page.ID, g.ID, n)
			}
		}
		if n := len(strings.Fields(page.IntroText)); n < 400 || n > 600 {
			t.Errorf("%s: the introduction has %d words, want 400 to 600", page.ID, n)
		}
		// About 350 words a question: the time has to be of that order.
		if n := page.Count(); page.Minutes < n || page.Minutes > 2*n {
			t.Errorf("%s: %d minutes to read %d questions", page.ID, page.Minutes, n)
		}
		if len(page.Similar) == 0 {
			t.Errorf("%s has no similar roles", page.ID)
		}
	}
	roles := s.Roles()
	slices.Sort(roles)
	if !slices.Equal(ids, roles) {
		t.Errorf("pages for %v, roles %v", ids, roles)
	}
}

func TestQuestionsHaveAllParts(t *testing.T) {
	for _, q := range testLibrary(t).questions {
		t.Run(q.ID, func(t *testing.T) {
			between := func(what string, n, least, most int) {
				if n < least || n > most {
					t.Errorf("%s: %d, want %d to %d", what, n, least, most)
				}
			}
			between("sentences of the title", sentences(q.Title), 1, 2)
			between("sentences of what is evaluated", sentences(q.EvaluatingText), 3, 5)
			between("words of the framework", len(strings.Fields(q.FrameworkText)), 150, 250)
			between("follow-ups", len(q.FollowUps), 2, 2)
			between("mistakes", len(q.Mistakes), 3, 4)
			between("points", len(q.Points), 5, 7)
			for _, p := range q.Points {
				between("patterns of the point "+p.ID, len(p.Words), 2, 25)
				if !strings.HasSuffix(p.Ask, "?") {
					t.Errorf("the point %s asks %q", p.ID, p.Ask)
				}
				between("sentences of the point "+p.ID, sentences(p.Text), 1, 1)
				if !regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*$`).MatchString(p.ID) {
					t.Errorf("the point's id %q is not in kebab case", p.ID)
				}
			}
			if strings.ContainsAny(q.Title, `"“”`) {
				t.Errorf("the title quotes: %s", q.Title)
			}
			for _, html := range []string{string(q.Evaluating), string(q.Framework)} {
				if !strings.HasPrefix(html, "<p>") || strings.Contains(html, "raw HTML omitted") {
					t.Errorf("unexpected HTML: %s", html)
				}
			}
		})
	}
}

// A phrase that holds another one finds nothing that the shorter does not.
func TestWordsOfPointsAreDistinct(t *testing.T) {
	for _, q := range testLibrary(t).questions {
		for _, p := range q.Points {
			phrases := phrasesOf(p.Words)
			for i, w := range phrases {
				for j, other := range phrases {
					if i != j && strings.Contains(stems(w), stems(other)) {
						t.Errorf("%s: point %s: %q is found by %q already", q.ID, p.ID, w, other)
					}
				}
			}
		}
	}
}

// stems returns the stems of a phrase, each between spaces.
func stems(phrase string) string {
	var b strings.Builder
	for _, token := range index.Tokens(phrase) {
		b.WriteString(" " + token.Stem)
	}
	return b.String() + " "
}

var endOfSentence = regexp.MustCompile(`[.?!](?:\s|$)`)

func sentences(s string) int { return len(endOfSentence.FindAllString(s, -1)) }
