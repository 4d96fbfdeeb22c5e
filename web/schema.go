package web

import (
	_ "embed"
	"encoding/json"
	"fmt"
	"net/http"
	"regexp"
	"strings"
	"sync"

	"github.com/gin-gonic/gin"
	"github.com/goccy/go-yaml"
)

//go:embed openapi.yaml
var openAPIYAML []byte

// published are the schemas under /schema/, each with the components of
// openapi.yaml of which it is one or the other.
var published = map[string][]string{
	"shortlist.report-1.json":    {"report", "failure"},
	"shortlist.parse-1.json":     {"document", "failure"},
	"shortlist.diff-1.json":      {"comparison", "failure"},
	"shortlist.questions-1.json": {"questions"},
	"shortlist.answer-1.json":    {"answer"},
	"shortlist.rewrite-1.json":   {"rewrite"},
	"shortlist.error-1.json":     {"failure"},
	"shortlist.batch-1.json":     {"batch"},
	"shortlist.problem-1.json":   {"problem"},
}

// descriptions are what the service says of itself to programs.
type descriptions struct {
	openAPI []byte            // JSON
	schemas map[string][]byte // by file name
}

// loadDescriptions works once: the file is always the same, and large.
var loadDescriptions = sync.OnceValues(func() (descriptions, error) {
	d := descriptions{schemas: make(map[string][]byte)}
	var err error
	if d.openAPI, err = yaml.YAMLToJSON(openAPIYAML); err != nil {
		return descriptions{}, err
	}
	var document struct {
		Components struct{ Schemas map[string]json.RawMessage }
	}
	if err := json.Unmarshal(d.openAPI, &document); err != nil {
		return descriptions{}, err
	}
	for file, components := range published {
		if d.schemas[file], err = schemaOf(file, components, document.Components.Schemas); err != nil {
			return descriptions{}, err
		}
	}
	return d, nil
})

// componentRef is a reference of one component to another.
var componentRef = regexp.MustCompile(`"#/components/schemas/(\w+)"`)

// schemaOf makes a schema that stands alone of components and all that they
// refer to.
func schemaOf(file string, components []string, all map[string]json.RawMessage) ([]byte, error) {
	var either []map[string]string
	for _, name := range components {
		either = append(either, map[string]string{"$ref": "#/$defs/" + name})
	}
	defs := make(map[string]json.RawMessage)
	for queue := components; len(queue) > 0; queue = queue[1:] {
		name := queue[0]
		if defs[name] != nil {
			continue
		}
		component, ok := all[name]
		if !ok {
			return nil, fmt.Errorf("%s: there is no component %q", file, name)
		}
		for _, ref := range componentRef.FindAllSubmatch(component, -1) {
			queue = append(queue, string(ref[1]))
		}
		defs[name] = componentRef.ReplaceAll(component, []byte(`"#/$$defs/$1"`))
	}
	name := strings.TrimSuffix(file, ".json")
	return json.MarshalIndent(map[string]any{
		"$schema": "https://json-schema.org/draft/2020-12/schema",
		"$id":     "urn:shortlist:schema:" + name,
		"title":   name,
		"oneOf":   either,
		"$defs":   defs,
	}, "", "  ")
}

func (s *Server) openAPI(c *gin.Context) {
	c.Header("Cache-Control", "public, max-age=300")
	c.Data(http.StatusOK, "application/json", s.descriptions.openAPI)
}

func (s *Server) schema(c *gin.Context) {
	schema, ok := s.descriptions.schemas[c.Param("file")]
	if !ok {
		s.fail(c, errNotFound)
		return
	}
	c.Header("Cache-Control", "public, max-age=300")
	c.Data(http.StatusOK, "application/schema+json", schema)
}
