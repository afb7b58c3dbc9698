package vocab

// This file reads the Measures vocabulary: in which unit a number is.

import "github.com/csdlgen/csdlgen/metadata"

const measures = "Org.OData.Measures.V1."

// Unit is the unit of a measured quantity.
func Unit(as metadata.Annotations) Value { return anyValue(valueOf(as, measures+"Unit")) }

// UNECEUnit is the unit as a code of UN/ECE Recommendation 20.
func UNECEUnit(as metadata.Annotations) Value { return anyValue(valueOf(as, measures+"UNECEUnit")) }

// ISOCurrency is the currency as a code of ISO 4217.
func ISOCurrency(as metadata.Annotations) Value {
	return anyValue(valueOf(as, measures+"ISOCurrency"))
}

// SIPrefix is the prefix of the unit, such as "kilo".
func SIPrefix(as metadata.Annotations) Value { return anyValue(valueOf(as, measures+"SIPrefix")) }

// Scale is the number of decimal places that matter.
func Scale(as metadata.Annotations) Value { return anyValue(valueOf(as, measures+"Scale")) }

// DurationGranularity is the smallest unit of a duration: days, hours, minutes.
func DurationGranularity(as metadata.Annotations) Value {
	return anyValue(valueOf(as, measures+"DurationGranularity"))
}
