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
  - {id: knives, title: Knives, intro: Sharp ones.}
---
Cooks are asked to cook.
`

const questionSource = `---
id: onion
group: knives
order: 1
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

func knifeWork(questions ...string) []scorer.Rule {
	return []scorer.Rule{{ID: "knife-work", Questions: questions, Line: 7}}
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
		{"group", kitchen(roleSource, replaced("group: knives", "group: pans")), nil, `the group "pans" is not in prep/roles/cook.md`},
		{"order", kitchen(roleSource, replaced("order: 1", "order: 3")), nil, "prep/questions/cook/onion.md: order is 3, the next in the group knives is 1"},
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
			scorer.DataFile + `:7: the signal "knife-work" leads to the question "leek", for which prep has no file`},
		{"rule without question", kitchen(roleSource, questionSource), knifeWork(), scorer.DataFile + `:7: the signal "knife-work" leads to no question`},
		{"signal not named", kitchen(roleSource, questionSource), append(knifeWork("onion"), scorer.Rule{ID: "tears", Questions: []string{"onion"}, Line: 9}),
			scorer.DataFile + `:9: the signal "tears" leads to the question "onion", but prep/questions/cook/onion.md does not name it`},
		{"unknown signal", kitchen(roleSource, replaced("[knife-work]", "[knife-work, tears]\nwhy: W.\nhow: H.")), knifeWork("onion"),
			"prep/questions/cook/onion.md: " + scorer.DataFile + ` has no signal "tears"`},
		{"signal leads elsewhere", kitchen(roleSource, replaced("[knife-work]", "[knife-work, tears]\nwhy: W.\nhow: H.")), append(knifeWork("onion"), scorer.Rule{ID: "tears", Questions: []string{"leek"}, Line: 9}),
			`it names the signal "tears", which does not lead here (` + scorer.DataFile + ":9)"},
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
	files["roles/baker.md"] = &fstest.MapFile{Data: []byte(strings.ReplaceAll(roleSource, "cook", "baker"))}
	files["questions/baker/onion.md"] = files["questions/cook/onion.md"]
	_, err := load(files, knifeWork("onion"))
	if want := "prep/questions/cook/onion.md: prep/questions/baker/onion.md has this id already"; err == nil || !strings.Contains(err.Error(), want) {
		t.Errorf("error %v\nwant %s", err, want)
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
