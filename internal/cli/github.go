package cli

// This file prints for GitHub Actions: complaints as annotations, which GitHub shows beside the lines of a pull
// request, and what changed in the summary of the job. The form is that of GitHub's "Workflow commands for GitHub
// Actions".

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/csdlgen/csdlgen/generator"
	"github.com/csdlgen/csdlgen/internal/diag"
	"github.com/csdlgen/csdlgen/metadata/compare"
)

// The variables that GitHub sets: the folder of the repository, which files in annotations are relative to, and the
// file that the summary of a job is added to.
const (
	workspaceVariable = "GITHUB_WORKSPACE"
	summaryVariable   = "GITHUB_STEP_SUMMARY"
)

// annotation is a complaint as GitHub reads it. What follows the message on more lines stays in it.
func annotation(d generator.Diagnostic, more string) string {
	level := "error"
	if d.Severity == diag.Warning {
		level = "warning"
	}
	var properties []string
	add := func(name, value string) {
		properties = append(properties, name+"="+githubProperty.Replace(value))
	}
	if d.File != "" && !strings.Contains(d.File, "://") {
		add("file", inWorkspace(d.File))
	}
	if d.Line > 0 {
		add("line", fmt.Sprint(d.Line))
	}
	if d.Line > 0 && d.Col > 0 {
		add("col", fmt.Sprint(d.Col))
	}
	add("title", "csdlgen: "+d.Code)
	d.Pos, d.Severity = generator.Pos{}, diag.Error // which the annotation has said
	return "::" + level + " " + strings.Join(properties, ",") + "::" + githubMessage.Replace(d.Error()+more)
}

// What stands for the characters that end a message, a property or a line.
var (
	githubMessage  = strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A")
	githubProperty = strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A", ":", "%3A", ",", "%2C")
)

// inWorkspace is a file as annotations name it: relative to the repository, wherever the command runs in it.
func inWorkspace(file string) string {
	workspace := os.Getenv(workspaceVariable)
	abs, err := filepath.Abs(file)
	if workspace == "" || err != nil {
		return filepath.ToSlash(file)
	}
	rel, err := filepath.Rel(realPath(workspace), realPath(abs))
	if err != nil || !filepath.IsLocal(rel) {
		return filepath.ToSlash(file)
	}
	return filepath.ToSlash(rel)
}

// annotate prints an annotation for each change of a schema that may concern a program: an error for one that breaks
// something, a warning for one that lets it behave differently.
func (r *reporter) annotate(changes []compare.Change) {
	for _, c := range changes {
		if c.Class == compare.Safe {
			continue
		}
		d := generator.Diagnostic{Severity: diag.Warning, Code: c.Rule, Message: c.String()}
		if c.Class.Breaking() {
			d.Severity = diag.Error
		}
		if len(c.Places) > 0 {
			d.Pos = c.Places[len(c.Places)-1].Pos // in the new document, where it is in that
		}
		r.line(annotation(d, ""), nil)
	}
}

// summarise adds to the summary of the job what is not up to date. Without such a file it does nothing.
func summarise(all []difference) error {
	path := os.Getenv(summaryVariable)
	if path == "" || len(all) == 0 {
		return nil
	}
	var text strings.Builder
	text.WriteString("### csdlgen check\n")
	for _, d := range all {
		fmt.Fprintf(&text, "\n**%s**: %s; %s\n\n", d.File, d.Message, d.Fix)
		for _, c := range d.Changes {
			fmt.Fprintf(&text, "- `%s`\n", strings.ReplaceAll(c.Text, "`", "'"))
		}
	}
	f, err := os.OpenFile(path, os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o644) //nolint:gosec // GitHub's own
	if err != nil {
		return fmt.Errorf("writing the job's summary: %w", err)
	}
	_, err = f.WriteString(text.String())
	if closing := f.Close(); err == nil {
		err = closing
	}
	return err
}
