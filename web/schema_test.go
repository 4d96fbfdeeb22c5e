package web

import (
	"bytes"
	"maps"
	"net/http"
	"net/http/httptest"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/getkin/kin-openapi/openapi3"
	"github.com/santhosh-tekuri/jsonschema/v6"

	"shortlist/parser/resumetest"
)

// published schemas, compiled.
func compileSchema(t *testing.T, s testServer, file string) *jsonschema.Schema {
	t.Helper()
	w := s.get("/schema/" + file)
	if w.Code != http.StatusOK || w.Header().Get("Content-Type") != "application/schema+json" {
		t.Fatalf("/schema/%s answers %d, %s", file, w.Code, w.Header().Get("Content-Type"))
	}
	document, err := jsonschema.UnmarshalJSON(bytes.NewReader(w.Body.Bytes()))
	if err != nil {
		t.Fatal(err)
	}
	compiler := jsonschema.NewCompiler()
	if err := compiler.AddResource(file, document); err != nil {
		t.Fatal(err)
	}
	schema, err := compiler.Compile(file)
	if err != nil {
		t.Fatal(err)
	}
	return schema
}

// What the API answers must be what its schemas say, to the name.
func TestAnswersKeepTheirSchemas(t *testing.T) {
	s := newTestServer(t, nil)
	for name, answer := range map[string]struct {
		schema string
		w      *httptest.ResponseRecorder
	}{
		"report of a PDF":      {"shortlist.report-1.json", s.upload("/api/v1/check", "cv.pdf", resumetest.PDF(resumetest.Sample()))},
		"report of a DOCX":     {"shortlist.report-1.json", s.upload("/api/v1/check", "cv.docx", resumetest.DOCX(resumetest.Nurse()))},
		"report for a posting": {"shortlist.report-1.json", s.upload("/api/v1/check", "cv.pdf", resumetest.TwoColumnPDF(resumetest.Fresher()), "job", "Requirements: Go and Kafka. Nice to have: Terraform.")},
		"download":             {"shortlist.report-1.json", s.get(s.newReport("cv.pdf", resumetest.PDF(resumetest.Sample())) + "/download?format=json")},
		"document of a PDF":    {"shortlist.parse-1.json", s.upload("/api/v1/parse", "cv.pdf", resumetest.TwoColumnPDF(resumetest.Sample()))},
		"document of a DOCX":   {"shortlist.parse-1.json", s.upload("/api/v1/parse", "cv.docx", resumetest.TableDOCX(resumetest.Sample()))},
		"questions":            {"shortlist.questions-1.json", s.get("/api/v1/questions")},
		"question":             {"shortlist.questions-1.json", s.get("/api/v1/questions/rate-limiter")},
		"strong answer":        {"shortlist.answer-1.json", s.post("/api/v1/answers/rate-limiter", "text/plain", sampleAnswer)},
		"no answer to it":      {"shortlist.answer-1.json", s.post("/api/v1/answers/rate-limiter", "text/plain", "Onion soup.")},
		"lines tried":          {"shortlist.rewrite-1.json", s.tryLines(s.newReport("cv.pdf", resumetest.PDF(resumetest.Sample())), `{"lines":[{"line":12,"text":"Ran Kafka"}]}`)},
		"progress":             {"shortlist.batch-1.json", s.get(s.newBatch([]sent{{"cv.pdf", resumetest.PDF(resumetest.Sample())}}))},
		"problem with advice":  {"shortlist.problem-1.json", s.upload("/api/v1/check", "cv.pdf", resumetest.EncryptedPDF())},
		"problem without":      {"shortlist.problem-1.json", s.get("/api/v1/none")},
	} {
		value, err := jsonschema.UnmarshalJSON(answer.w.Body)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if err := compileSchema(t, s, answer.schema).Validate(value); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// Every published schema compiles, allows nothing that it does not name, and
// refuses the answers that another one is for.
func TestSchemas(t *testing.T) {
	s := newTestServer(t, nil)
	for file := range published {
		schema := compileSchema(t, s, file)
		if err := schema.Validate(map[string]any{"schema": "shortlist.none/1"}); err == nil {
			t.Errorf("%s accepts anything", file)
		}
		body := s.get("/schema/" + file).Body.String()
		if objects, closed := strings.Count(body, `"type": "object"`), strings.Count(body, `"additionalProperties": false`); objects == 0 || objects != closed {
			t.Errorf("%s: %d objects, of which %d are closed", file, objects, closed)
		}
	}
	if w := s.get("/schema/none.json"); w.Code != http.StatusNotFound {
		t.Errorf("an unknown schema answers %d", w.Code)
	}
	if _, err := schemaOf("x.json", []string{"none"}, nil); err == nil {
		t.Error("a schema of nothing is made")
	}
}

// The description must be OpenAPI 3.1 and have each route that there is, with
// its methods, and no other.
func TestOpenAPI(t *testing.T) {
	s := newTestServer(t, nil)
	w := s.get("/openapi.json")
	if w.Code != http.StatusOK || w.Header().Get("Content-Type") != "application/json" {
		t.Fatalf("it answers %d, %s", w.Code, w.Header().Get("Content-Type"))
	}
	document, err := openapi3.NewLoader().LoadFromData(w.Body.Bytes())
	if err != nil {
		t.Fatal(err)
	}
	if err := document.Validate(t.Context()); err != nil || !document.IsOpenAPI31OrLater() {
		t.Errorf("version %s: %v", document.OpenAPI, err)
	}

	var want, got []string
	for _, route := range s.engine.Routes() {
		if route.Method != http.MethodHead {
			want = append(want, route.Method+" "+regexp.MustCompile(`:(\w+)`).ReplaceAllString(route.Path, "{$1}"))
		}
	}
	for path, item := range document.Paths.Map() {
		for method, operation := range item.Operations() {
			got = append(got, method+" "+path)
			for _, name := range regexp.MustCompile(`\{(\w+)\}`).FindAllStringSubmatch(path, -1) {
				parameters := slices.Concat(item.Parameters, operation.Parameters)
				if !slices.ContainsFunc(parameters, func(p *openapi3.ParameterRef) bool { return p.Value.In == "path" && p.Value.Name == name[1] }) {
					t.Errorf("%s %s has no parameter %s", method, path, name[1])
				}
			}
		}
	}
	slices.Sort(want)
	slices.Sort(got)
	if !slices.Equal(got, want) {
		t.Errorf("described:\n%s\nthere are:\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}

	// Components that nothing refers to are left over from something.
	for name := range maps.Keys(document.Components.Schemas) {
		if name != "comparison" && name != "failure" && !bytes.Contains(w.Body.Bytes(), []byte(`"#/components/schemas/`+name+`"`)) {
			t.Errorf("nothing refers to the schema %s", name)
		}
	}
}
