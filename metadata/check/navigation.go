package check

// This file checks navigation properties: partners, containment and referential constraints (CSDL 4.01, sections 8.1 to
// 8.5).

import (
	"slices"
	"strings"

	"github.com/csdlgen/csdlgen/internal/complaint"

	"github.com/csdlgen/csdlgen/internal/diag"
	"github.com/csdlgen/csdlgen/metadata"
)

func (k *checker) checkNavigation(n *metadata.NavigationProperty) {
	what := "navigation property " + n.Owner.QualifiedName() + "/" + n.Name
	k.checkPartner(n, what)
	k.checkContainment(n, what)
	k.checkConstraints(n, what)
}

// checkPartner checks that a partner is there, leads back, and names this property where it names any (section 8.3).
func (k *checker) checkPartner(n *metadata.NavigationProperty, what string) {
	if n.Partner == "" {
		return
	}
	if !n.Owner.Entity {
		k.diags.Report(n.Pos, complaint.Partner, "%s has a partner, but only navigation properties of entity types can have one", what).Fixf("remove Partner")
		return
	}
	target := n.Target()
	if target == nil {
		return
	}
	partner := k.navigationAt(target, n.Partner)
	switch {
	case partner == nil:
		d := k.diags.Report(n.Pos, complaint.Partner, "%s has the partner %s, which is not a navigation property of %s", what, n.Partner, target.QualifiedName())
		k.diags.Proposing(d, n.Partner, target.MemberNames, "")
	case partner.Target() != nil && !related(partner.Target(), n.Owner):
		k.diags.Report(n.Pos, complaint.PartnerType, "%s has the partner %s, which leads to %s instead of back to %s", what, n.Partner, partner.Type.QualifiedName(), n.Owner.QualifiedName()).
			At(partner.Pos, "the partner is here")
	case partner.Partner != "" && partner.Partner != n.Name && !strings.HasSuffix(partner.Partner, "/"+n.Name):
		k.diags.Report(n.Pos, complaint.PartnerMutual, "%s has the partner %s, whose partner is %s", what, n.Partner, partner.Partner).At(partner.Pos, "the partner is here")
	case n.ContainsTarget:
		k.checkContainmentPartner(n, partner, what)
	}
}

// checkContainers complains where the partners of two navigation properties of a type contain its entities, which are
// in one container (section 8.4).
func (k *checker) checkContainers(t *metadata.StructuredType) {
	first := k.containedBy(t.Base)
	for _, n := range t.Navigation {
		switch {
		case !k.leadsToContainer(n):
		case first == nil:
			first = n
		default:
			k.diags.Report(n.Pos, complaint.ContainmentSeveral, "navigation property %s/%s leads to the container of its entities, and so does %s; an entity has one container",
				t.QualifiedName(), n.Name, first.Name).At(first.Pos, "%s is declared here", first.Name)
		}
	}
}

// containedBy is the first navigation property of a type and its base types that leads to what contains its entities,
// or nil.
func (k *checker) containedBy(t *metadata.StructuredType) *metadata.NavigationProperty {
	if t == nil {
		return nil
	}
	found, known := k.contained[t]
	if !known {
		if found = k.containedBy(t.Base); found == nil {
			if i := slices.IndexFunc(t.Navigation, k.leadsToContainer); i >= 0 {
				found = t.Navigation[i]
			}
		}
		k.contained[t] = found
	}
	return found
}

// leadsToContainer says whether the partner of a navigation property contains the entities that have it.
func (k *checker) leadsToContainer(n *metadata.NavigationProperty) bool {
	if n.Partner == "" || n.Target() == nil {
		return false
	}
	partner := k.navigationAt(n.Target(), n.Partner)
	return partner != nil && partner.ContainsTarget
}

// navigationAt walks a path through complex properties and type casts to a navigation property; nil where it leads to
// none.
func (k *checker) navigationAt(t *metadata.StructuredType, path string) *metadata.NavigationProperty {
	for deeper := true; deeper; {
		var segment string
		segment, path, deeper = strings.Cut(path, "/")
		if strings.Contains(segment, ".") {
			t, _ = k.model.ExactType(segment).(*metadata.StructuredType)
			continue
		}
		switch m := t.Member(segment).(type) {
		case *metadata.NavigationProperty:
			if deeper {
				return nil
			}
			return m
		case *metadata.Property:
			t, _ = m.Type.(*metadata.StructuredType)
		default:
			return nil
		}
	}
	return nil
}

// checkContainmentPartner checks the partner of a containment navigation property: it leads to the one entity that
// contains this one (section 8.4).
func (k *checker) checkContainmentPartner(n, partner *metadata.NavigationProperty, what string) {
	recursive := related(n.Owner, n.Target())
	switch {
	case partner.Collection:
		k.diags.Report(partner.Pos, complaint.ContainmentPartner, "%s contains its targets; its partner %s leads to many containers, but an entity has only one", what, n.Partner).At(n.Pos, "the containment is here")
	case recursive && !partner.Nullable:
		k.diags.Report(partner.Pos, complaint.ContainmentPartner, "%s contains entities of its own type; its partner %s cannot be null, but the outermost entity has no container", what, n.Partner).
			Fixf("remove Nullable=\"false\" from %s", n.Partner).At(n.Pos, "the containment is here")
	case !recursive && partner.Nullable:
		k.diags.Report(partner.Pos, complaint.ContainmentPartner, "%s contains its targets; its partner %s can be null, but every contained entity has a container", what, n.Partner).
			Fixf("add Nullable=\"false\" to %s", n.Partner).At(n.Pos, "the containment is here")
	}
}

// checkContainment checks that contained entities can be told apart (section 8.4).
func (k *checker) checkContainment(n *metadata.NavigationProperty, what string) {
	target := n.Target()
	if n.ContainsTarget && n.Collection && target != nil && len(target.Keys()) == 0 {
		k.diags.Report(n.Pos, complaint.ContainmentKey, "%s contains a collection of %s, which has no key", what, target.QualifiedName()).
			Fixf("add a key to %s", target.QualifiedName()).At(target.Pos, "%s is declared here", target.QualifiedName())
	}
}

// checkConstraints checks referential constraints (section 8.5).
func (k *checker) checkConstraints(n *metadata.NavigationProperty, what string) {
	if len(n.Constraints) > 0 && n.Collection {
		k.diags.Report(n.Constraints[0].Pos, complaint.ConstraintCollection, "%s is a collection and has a referential constraint; only single-valued navigation properties can have one", what).Fixf("remove it")
		return
	}
	first := map[string]diag.Pos{}
	for _, c := range n.Constraints {
		if at, twice := first[c.Property]; twice {
			k.diags.Report(c.Pos, complaint.ConstraintTwice, "%s constrains %s twice", what, c.Property).Fixf("remove one of them").At(at, "first here")
			continue
		}
		first[c.Property] = c.Pos
		k.checkConstraint(n, c, what)
	}
}

func (k *checker) checkConstraint(n *metadata.NavigationProperty, c metadata.ReferentialConstraint, what string) {
	own := k.propertyAt(n.Owner, c.Property)
	if own == nil {
		d := k.diags.Report(c.Pos, complaint.ConstraintProperty, "the constraint of %s names %s, which is not a property of %s", what, c.Property, n.Owner.QualifiedName())
		k.diags.Proposing(d, c.Property, n.Owner.MemberNames, "")
	}
	target := n.Target()
	if target == nil {
		return
	}
	principal := k.propertyAt(target, c.ReferencedProperty)
	if principal == nil {
		d := k.diags.Report(c.Pos, complaint.ConstraintProperty, "the constraint of %s refers to %s, which is not a property of %s", what, c.ReferencedProperty, target.QualifiedName())
		k.diags.Proposing(d, c.ReferencedProperty, target.MemberNames, "")
	}
	if own == nil || principal == nil {
		return
	}
	if own.Type != principal.Type || own.Collection != principal.Collection {
		k.diags.Report(c.Pos, complaint.ConstraintType, "the constraint of %s links %s of type %s to %s of type %s", what,
			c.Property, metadata.TypeText(own.Type, own.Collection), c.ReferencedProperty, metadata.TypeText(principal.Type, principal.Collection)).
			Fixf("give both the same type").At(own.Pos, "%s is declared here", c.Property)
		return
	}
	if may := n.Nullable || principal.Nullable; may != own.Nullable && !own.Collection {
		k.diags.Report(c.Pos, complaint.ConstraintNullable, "%s of the constraint of %s %s, but %s", c.Property, what, nullText(own.Nullable), constraintReason(n, principal, c)).
			At(own.Pos, "%s is declared here", c.Property)
	}
}

func nullText(nullable bool) string {
	if nullable {
		return "can be null"
	}
	return "cannot be null"
}

func constraintReason(n *metadata.NavigationProperty, principal *metadata.Property, c metadata.ReferentialConstraint) string {
	switch {
	case n.Nullable:
		return "the navigation property can be"
	case principal.Nullable:
		return c.ReferencedProperty + " can be"
	}
	return "neither the navigation property nor " + c.ReferencedProperty + " can be"
}

// propertyAt walks a path through complex properties; nil where it leads to no structural property.
func (k *checker) propertyAt(t *metadata.StructuredType, path string) *metadata.Property {
	var found *metadata.Property
	for name := range strings.SplitSeq(path, "/") {
		if strings.Contains(name, ".") {
			t, _ = k.model.ExactType(name).(*metadata.StructuredType)
			continue
		}
		if found = t.Property(name); found == nil {
			return nil
		}
		t, _ = found.Type.(*metadata.StructuredType)
	}
	return found
}
