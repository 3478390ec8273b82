"""The pages, one file for each kind of user."""

from demo_app.blueprints.assessor import assessor
from demo_app.blueprints.earner import earner
from demo_app.blueprints.employer import employer
from demo_app.blueprints.public import public
from demo_app.blueprints.wellknown import wellknown

BLUEPRINTS = (public, earner, assessor, employer, wellknown)
