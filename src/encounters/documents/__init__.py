"""From a document to the claims it makes: rules that a person can read and change, no model, no network."""
