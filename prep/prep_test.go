package prep

import (
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"

	"shortlist/scorer"
)

const roleSource = `---
id: cook
title: Questions for cooks
groups:
  - {id: knives, title: Knives, intro: Sharp ones., questions: [onion]}
---
Cooks are asked to cook.
`

const questionSource = `---
id: onion
subject: Onions
title: How do you cut an onion?
signals: [knife-work]
points:
  - {id: root, text: The root stays on., words: [root]}
follow_ups: [And a shallot]
mistakes: [A blunt knife.]
---
## What is being evaluated

Whether you cry.

## A framework for your answer

Halve it, then:

1. cut *along* it,
2. cut across.

<script>alert(1)</script>
`

func kitchen(role, question string) fstest.MapFS {
	return fstest.MapFS{
		"roles/cook.md":           {Data: []byte(role)},
		"questions/cook/onion.md": {Data: []byte(question)},
	}
}

func rule(id string, line int, questions ...string) scorer.Rule {
	return scorer.Rule{ID: id, Questions: questions, ByRole: map[string][]string{"cook": questions}, File: "rules.yaml", Line: line}
}

func knifeWork(questions ...string) []scorer.Rule {
	return []scorer.Rule{rule("knife-work", 7, questions...)}
}

func TestLoad(t *testing.T) {
	l, err := load(kitchen(roleSource, questionSource), knifeWork("onion"))
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	q, ok := l.Question("onion")
	if !ok {
		t.Fatal("the question is not there")
	}
	if q.Role != "cook" || q.Points[0].Words[0] != "root" || q.EvaluatingText != "Whether you cry." {
		t.Errorf("read as %+v", q)
	}
	if want := "Halve it, then:\n\n1. cut along it,\n2. cut across."; strings.TrimSpace(q.FrameworkText) != want {
		t.Errorf("text %q, want %q", q.FrameworkText, want)
	}
	if html := string(q.Framework); !strings.Contains(html, "<em>along</em>") || strings.Contains(html, "<script") {
		t.Errorf("HTML %q", html)
	}
	if pages := l.Roles(); len(pages) != 1 || pages[0].Minutes != 1 || pages[0].Intro != "<p>Cooks are asked to cook.</p>\n" {
		t.Errorf("pages %+v", pages)
	}
}

func TestLoadErrors(t *testing.T) {
	without := func(line string) string {
		if !strings.Contains(questionSource, line) {
			t.Fatalf("the question has no line %q", line)
		}
		return strings.Replace(questionSource, line, "", 1)
	}
	replaced := func(old, new string) string { return strings.Replace(questionSource, old, new, 1) }
	for _, test := range []struct {
		name  string
		files fs.FS
		rules []scorer.Rule
		want  string
	}{
		{"no role", fstest.MapFS{}, nil, "prep/roles holds no role"},
		{"role's id", kitchen(strings.Replace(roleSource, "id: cook", "id: chef", 1), questionSource), nil, `prep/roles/cook.md: the id is "chef"`},
		{"role without groups", kitchen("---\nid: cook\ntitle: T\n---\nText.\n", questionSource), nil, "prep/roles/cook.md: a role needs a title and groups"},
		{"heading in a role", kitchen(roleSource+"\n## More\n\nText.\n", questionSource), nil, "one text without headings"},
		{"no front matter", kitchen(roleSource, "Text.\n"), nil, "prep/questions/cook/onion.md: the file does not begin with front matter"},
		{"bad front matter", kitchen(roleSource, "---\nid: [\n---\n"), nil, "prep/questions/cook/onion.md: front matter: "},
		{"id", kitchen(roleSource, replaced("id: onion", "id: leek")), nil, `prep/questions/cook/onion.md: the id is "leek"`},
		{"question of no group", kitchen(strings.Replace(roleSource, "[onion]", "[]", 1), questionSource), nil, "prep/questions/cook/onion.md: it is in no group of prep/roles/cook.md"},
		{"question without a file", kitchen(strings.Replace(roleSource, "[onion]", "[onion, leek]", 1), questionSource), nil, `prep/roles/cook.md: there is no question "leek"`},
		{"question twice", kitchen(strings.Replace(roleSource, "[onion]", "[onion, onion]", 1), questionSource), nil, `prep/roles/cook.md: the question "onion" stands twice`},
		{"similar to none", kitchen(strings.Replace(roleSource, "groups:", "similar: [baker]\ngroups:", 1), questionSource), nil, `prep/roles/cook.md: there is no other role "baker"`},
		{"question that nothing leads to", kitchen(roleSource, questionSource), []scorer.Rule{}, `prep/roles/cook.md: no signal of the role leads to the question "onion"`},
		{"role without a page", kitchen(roleSource, questionSource), []scorer.Rule{{ID: "knife-work", ByRole: map[string][]string{"sailor": {"onion"}}, File: "rules.yaml", Line: 7}},
			`rules.yaml:7: the signal "knife-work" counts for the role "sailor", for which there is no prep/roles/sailor.md`},
		{"subject", kitchen(roleSource, without("subject: Onions")), nil, "it lacks a subject"},
		{"title", kitchen(roleSource, without("title: How do you cut an onion?")), nil, "it lacks a title"},
		{"signals", kitchen(roleSource, without("signals: [knife-work]")), nil, "it lacks signals"},
		{"why and how", kitchen(roleSource, replaced("[knife-work]", "[knife-work, tears]")), nil, "it lacks why and how"},
		{"mistakes", kitchen(roleSource, without("mistakes: [A blunt knife.]")), nil, "it lacks mistakes"},
		{"follow-ups", kitchen(roleSource, without("follow_ups: [And a shallot]")), nil, "it lacks follow_ups"},
		{"no points", kitchen(roleSource, without("points:\n  - {id: root, text: The root stays on., words: [root]}\n")), nil, "it lacks points"},
		{"no words", kitchen(roleSource, without(", words: [root]")), nil, `point 1 ("root") needs an id, a text and words`},
		{"point twice", kitchen(roleSource, replaced("follow_ups", "  - {id: root, text: Again., words: [root]}\nfollow_ups")), nil, `two points have the id "root"`},
		{"no text", kitchen(roleSource, without("Whether you cry.")), nil, `it lacks text under "What is being evaluated"`},
		{"other heading", kitchen(roleSource, replaced("## What is being evaluated", "## Evaluated")), nil, `the heading "Evaluated" is neither`},
		{"unknown question", kitchen(roleSource, questionSource), knifeWork("onion", "leek"),
			`rules.yaml:7: the signal "knife-work" leads to the question "leek", for which prep has no file`},
		{"rule without question", kitchen(roleSource, questionSource), knifeWork(), `rules.yaml:7: the signal "knife-work" leads to no question in the role cook`},
		{"signal not named", kitchen(roleSource, questionSource), append(knifeWork("onion"), rule("tears", 9, "onion")),
			`rules.yaml:9: the signal "tears" leads to the question "onion", but prep/questions/cook/onion.md does not name it`},
		{"unknown signal", kitchen(roleSource, replaced("[knife-work]", "[knife-work, tears]\nwhy: W.\nhow: H.")), knifeWork("onion"),
			`prep/questions/cook/onion.md: there is no signal "tears"`},
		{"signal leads elsewhere", kitchen(roleSource, replaced("[knife-work]", "[knife-work, tears]\nwhy: W.\nhow: H.")), append(knifeWork("onion"), rule("tears", 9, "leek")),
			`it names the signal "tears", which does not lead here (rules.yaml:9)`},
	} {
		t.Run(test.name, func(t *testing.T) {
			if test.rules == nil {
				test.rules = knifeWork("onion")
			}
			_, err := load(test.files, test.rules)
			if err == nil || !strings.Contains(err.Error(), test.want) {
				t.Errorf("error %v\nwant %s", err, test.want)
			}
		})
	}
}

func TestLoadRefusesIDTakenByAnotherRole(t *testing.T) {
	files := kitchen(roleSource, questionSource)
	files["questions/baker/onion.md"] = files["questions/cook/onion.md"]
	_, err := load(files, knifeWork("onion"))
	if want := "prep/questions/cook/onion.md: prep/questions/baker/onion.md has this id already"; err == nil || !strings.Contains(err.Error(), want) {
		t.Errorf("error %v\nwant %s", err, want)
	}
}

// A question may be on the pages of several roles. It has one home.
func TestSharedQuestion(t *testing.T) {
	files := kitchen(roleSource, questionSource)
	files["roles/baker.md"] = &fstest.MapFile{Data: []byte(strings.NewReplacer("cook", "baker", "knives", "blades").Replace(roleSource))}
	rules := knifeWork("onion")
	rules[0].ByRole["baker"] = []string{"onion"}
	l, err := load(files, rules)
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	baker, _ := l.Role("baker")
	if q := baker.Groups[0].Questions[0]; q.ID != "onion" || q.Role != "cook" || q.Group != "blades" {
		t.Errorf("on the page of the baker it is %+v", q)
	}
	if q, _ := l.Question("onion"); q.Group != "knives" {
		t.Errorf("its group at home is %q", q.Group)
	}
	hits, err := l.Search("onion", Names{})
	if err != nil || len(hits) != 1 {
		t.Errorf("found %d times, error %v", len(hits), err)
	}
	delete(rules[0].ByRole, "baker")
	if _, err := load(files, rules); err == nil || !strings.Contains(err.Error(), "prep/roles/baker.md: no signal of the role leads") {
		t.Errorf("error %v", err)
	}
}

func TestUnknown(t *testing.T) {
	l := testLibrary(t)
	if _, ok := l.Role("sailor"); ok {
		t.Error("there is a page for sailors")
	}
	if _, ok := l.Question("knots"); ok {
		t.Error("there is a question on knots")
	}
}
