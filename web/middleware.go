package web

import (
	"crypto/rand"
	"fmt"
	"net/http"
	"runtime"
	"runtime/debug"
	"strings"
	"time"

	"github.com/gin-gonic/gin"
)

const (
	requestID   = "X-Request-Id" // header
	problemCode = "problem"      // key of the code of what went wrong
)

// logRequests writes one line a request. A path may hold the id of a report and
// a query what somebody searched for, so the route's pattern stands for both.
func (s *Server) logRequests(c *gin.Context) {
	start := time.Now()
	id := rand.Text()[:12]
	c.Header(requestID, id)
	c.Next()
	s.Log.Info("request",
		"id", id,
		"method", c.Request.Method,
		"route", c.FullPath(),
		"status", c.Writer.Status(),
		"problem", c.GetString(problemCode),
		"bytes", max(c.Writer.Size(), 0),
		"duration", time.Since(start))
}

// recoverPanics turns a panic into a page or problem with no detail. What was
// panicked with may hold a resume's text; only the runtime's own errors are
// logged in words.
func (s *Server) recoverPanics(c *gin.Context) {
	defer func() {
		r := recover()
		if r == nil {
			return
		}
		if r == http.ErrAbortHandler {
			panic(r)
		}
		err := fmt.Errorf("panic with a %T", r)
		if re, ok := r.(runtime.Error); ok {
			err = fmt.Errorf("panic: %w", re)
		}
		s.Log.Error("panic", "id", c.Writer.Header().Get(requestID), "error", err, "stack", string(debug.Stack()))
		if !c.Writer.Written() {
			s.fail(c, errInternal)
		}
		c.Abort()
	}()
	c.Next()
}

var contentSecurityPolicy = strings.Join([]string{
	"default-src 'none'",
	"style-src 'self'",
	"script-src 'self'",
	"connect-src 'self'",
	"img-src 'self'",
	"form-action 'self'",
	"base-uri 'none'",
	"frame-ancestors 'none'",
}, "; ")

// secureHeaders sets what holds for every answer. Pages that are the same for
// everybody loosen Cache-Control themselves.
func secureHeaders(c *gin.Context) {
	c.Header("Content-Security-Policy", contentSecurityPolicy)
	c.Header("Referrer-Policy", "no-referrer")
	c.Header("X-Content-Type-Options", "nosniff")
	c.Header("Cross-Origin-Opener-Policy", "same-origin")
	c.Header("Cross-Origin-Resource-Policy", "same-origin")
	c.Header("Cache-Control", "no-store")
}

// refuseCrossOrigin keeps other sites from posting on a visitor's behalf.
func (s *Server) refuseCrossOrigin(c *gin.Context) {
	if err := http.NewCrossOriginProtection().Check(c.Request); err != nil {
		s.fail(c, errCrossOrigin)
		c.Abort()
	}
}
