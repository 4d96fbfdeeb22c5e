package scorer

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"
)

// corpus lies beside the repository on the machines of those who work on it.
const corpus = "../../shared/corpus"

// corpusFields are the fields of work of the corpus: a posting of
// testdata/postings for what the resume's last jobs were. Left out are graduates
// who have held no job, and one who has left the field of most of his jobs.
var corpusFields = map[string]string{
	"docx/03": "devops", "docx/04": "php", "docx/05": "dotnet", "docx/06": "etl",
	"docx/07": "it-support", "docx/08": "php", "docx/09": "java", "docx/10": "pmo-analyst", "docx/11": "field-service",
	"docx/12": "electrical", "docx/13": "it-officer", "docx/15": "it-sales", "docx/16": "electrical",
	"docx/17": "software", "docx/18": "hvac", "docx/19": "sysadmin", "docx/21": "inspection",
	"docx/22": "delivery-manager", "docx/23": "maintenance", "docx/24": "draftsman", "docx/25": "qa", "docx/26": "satcom",
	"docx/28": "credit", "docx/29": "crm-manager", "docx/30": "electrical", "docx/31": "civil",
	"docx/32": "accounts", "docx/33": "qa", "docx/34": "sales-manager", "docx/35": "switchgear", "docx/36": "surgeon",
	"pdf/awesome": "devops", "pdf/chanchal": "office", "pdf/chromium": "engineering-manager", "pdf/deedy": "software", "pdf/google-docs-skia-proxy-achievements": "software",
	"pdf/google-docs-skia-proxy-minimal": "software", "pdf/google-docs-skia-proxy-two-column": "software", "pdf/headerless": "qa", "pdf/letter": "software", "pdf/multi": "software",
	"pdf/rendercv-classic": "ml", "pdf/rendercv-opal": "ml", "pdf/shared": "software", "pdf/single": "data-analyst", "pdf/weasyprint": "software",
}

// nearFields are groups of fields that share much, so that a match in one says
// something in another.
var nearFields = []string{
	"qa devops php dotnet etl it-support java it-officer networking sysadmin delivery-manager software engineering-manager ml data-analyst",
	"pmo-analyst delivery-manager engineering-manager data-analyst office hr credit accounts it-support it-officer software java dotnet",
	"field-service electrical civil hvac inspection maintenance draftsman satcom switchgear networking it-support it-officer sysadmin",
	"it-sales crm-manager sales-manager office it-support", "credit accounts", "surgeon nurse teacher", "satcom inspection qa", "it-officer teacher",
}

// nearField reports whether a match with a posting of one field says something of
// another.
func nearField(a, b string) bool {
	return slices.ContainsFunc(nearFields, func(group string) bool {
		names := strings.Fields(group)
		return slices.Contains(names, a) && slices.Contains(names, b)
	})
}

// apart is by how many points the match with a posting of one's own field is to
// be above that of another's; and the share of the pairs of the corpus for which
// it is. Most other pairs are of two resumes whose titles do not say the work.
const (
	apart      = 40
	shareApart = 0.94
)

// A resume matches a posting of its own field, and not one of another.
func TestMatchOfTheCorpus(t *testing.T) {
	if testing.Short() {
		t.Skip("the corpus is left out in short mode")
	}
	archive, err := txtar.ParseFile("testdata/postings/fields.txtar")
	if err != nil {
		t.Fatal(err)
	}
	s := judge(t)
	held, pairs := 0, 0
	for prefix, own := range corpusFields {
		files, err := filepath.Glob(filepath.Join(corpus, prefix+"*"))
		if err != nil || len(files) == 0 {
			t.Skip("the corpus is not beside the repository")
		}
		data, err := os.ReadFile(files[0])
		if err != nil {
			t.Fatal(err)
		}
		doc := parse(t, files[0], data)
		numbers := quantities{}
		found, err := s.matcher.find(doc, numbers)
		if err != nil {
			t.Fatal(err)
		}
		match := make(map[string]int)
		for _, p := range archive.Files {
			if p.Name != own && nearField(p.Name, own) {
				continue
			}
			j, err := s.job(s.postings.readPosting(string(p.Data)), s.roles[0], doc, found, nil)
			if err != nil {
				t.Fatal(err)
			}
			match[p.Name] = j.Match
		}
		for name, m := range match {
			if name == own {
				continue
			}
			pairs++
			if match[own]-m >= apart {
				held++
			} else {
				t.Logf("%s: %d for %s, %d for %s", prefix, match[own], own, m, name)
			}
		}
	}
	if share := float64(held) / float64(pairs); share < shareApart {
		t.Errorf("%d of %d pairs are %d points apart", held, pairs, apart)
	}
}
