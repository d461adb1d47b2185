// Each of these tests starts several processes; two at once on two cores would only wait for one another.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
