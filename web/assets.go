package web

import (
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"fmt"
	"io/fs"
	"mime"
	"net/http"
	"path"
	"strings"

	"github.com/gin-gonic/gin"
)

//go:embed static
var staticFS embed.FS

// assets are the embedded files, each under a name that holds a hash of its
// content, so that a browser may keep it for good.
type assets struct {
	urls  map[string]string // file name → URL
	files map[string]asset  // hashed name → content
}

type asset struct {
	contentType string
	data        []byte
}

func loadAssets() (assets, error) {
	a := assets{urls: map[string]string{}, files: map[string]asset{}}
	entries, err := fs.ReadDir(staticFS, "static")
	if err != nil {
		return a, err
	}
	for _, e := range entries {
		data, err := staticFS.ReadFile("static/" + e.Name())
		if err != nil {
			return a, err
		}
		sum := sha256.Sum256(data)
		ext := path.Ext(e.Name())
		hashed := strings.TrimSuffix(e.Name(), ext) + "." + hex.EncodeToString(sum[:6]) + ext
		a.urls[e.Name()] = "/static/" + hashed
		a.files[hashed] = asset{mime.TypeByExtension(ext), data}
	}
	return a, nil
}

// url returns the address of a file; an unknown one stops the template.
func (a assets) url(name string) (string, error) {
	u, ok := a.urls[name]
	if !ok {
		return "", fmt.Errorf("no asset %q", name)
	}
	return u, nil
}

func (s *Server) static(c *gin.Context) {
	f, ok := s.assets.files[c.Param("file")]
	if !ok {
		s.fail(c, errNotFound)
		return
	}
	c.Header("Cache-Control", "public, max-age=31536000, immutable")
	send(c, http.StatusOK, f.contentType, f.data)
}
