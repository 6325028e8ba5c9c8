import Methods

print("jwtls")
