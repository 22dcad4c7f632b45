"""The ground floor: values that know nothing of AI."""
