// Package e2e tests package azure with csdlgen's runtime, a generated client and azidentity.
package e2e
